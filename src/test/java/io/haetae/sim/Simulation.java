package io.haetae.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** One seed's life of an account and its watch: whatever is drawn, what the watch promises must hold. */
final class Simulation {

    /** What can happen in a step; the table of a run counts them. */
    enum Event {
        POLL,
        DELIVERIES,
        RECORDS,
        BURST,
        LATE_RECORD,
        ABSENCE,
        OUTAGE,
        TRACER_FAULT,
        SLACK_FAULT,
        CRASH,
        RESTART
    }

    private static final long MINUTE = 60_000;

    final Map<Event, Integer> counts = new EnumMap<>(Event.class);
    private final Random random;
    private final Path folder;
    private final SimTime time;
    private final SimTracer tracer;
    private final SimSlack slack;
    private final Oracle oracle;
    private final CrashPoint crash = new CrashPoint();
    private SimWatch watch;
    private int numbers;

    Simulation(long seed, Path folder) {
        this.random = new Random(seed);
        this.folder = folder;
        this.time = new SimTime(random.nextInt(3) == 0 ? (random.nextInt(481) - 240) * 1000L : 0);
        this.tracer = new SimTracer(time, random);
        this.slack = new SimSlack(time, random);
        this.oracle = new Oracle(folder.resolve("haetae.db"), tracer, slack);
    }

    void run(int steps) {
        start();
        try {
            for (int step = 0; step < steps; step++) {
                step();
            }
            heal();
        } finally {
            oracle.close();
            watch.stop();
        }
    }

    private void start() {
        crash.disarm();
        tracer.gaveDate = false;
        watch = new SimWatch(folder, time, tracer, slack, crash, random);
    }

    private void step() {
        int draw = random.nextInt(100);
        if (draw < 38) {
            count(Event.POLL);
            pass(MINUTE);
            poll();
        } else if (draw < 56) {
            count(Event.DELIVERIES);
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                pass(1000);
                deliver();
            }
        } else if (draw < 70) {
            count(Event.RECORDS);
            happen(1 + random.nextInt(3), random.nextInt(20_000));
        } else if (draw < 73) {
            count(Event.BURST);
            happen(6 + random.nextInt(30), 0);
        } else if (draw < 83) {
            count(Event.LATE_RECORD);
            late();
        } else if (draw < 85) {
            count(Event.ABSENCE);
            absence();
        } else if (draw < 86) {
            count(Event.OUTAGE);
            outage();
        } else if (draw < 90) {
            count(Event.TRACER_FAULT);
            tracerFault();
        } else if (draw < 95) {
            count(Event.SLACK_FAULT);
            slackFault();
        } else if (draw < 99) {
            count(Event.CRASH);
            crash.arm(random.nextInt(40));
        } else {
            count(Event.RESTART);
            watch.stop();
            start();
        }
    }

    private void happen(int many, int spread) {
        long event = time.server() - random.nextInt(30_000);
        for (int i = 0; i < many; i++) {
            add(event - (spread == 0 ? 0 : random.nextInt(spread)), random.nextInt(45_000));
        }
    }

    /** Lateness just below (or, now and then, just above) what is promised. */
    private void late() {
        long age = random.nextInt(4) == 0
                ? 5 * MINUTE
                : SimWatch.AGES.get(random.nextInt(SimWatch.AGES.size())).toMillis();
        long lateness = age - random.nextInt(20_000) + (random.nextInt(5) == 0 ? 30_000 : 0);
        // born as if long ago and shown soon, or born now and shown then
        long event = random.nextBoolean() ? time.server() - random.nextInt(10_000) : time.server() - lateness + MINUTE;
        add(event, lateness);
    }

    private void add(long event, long lateness) {
        long visible = Math.max(event + lateness, time.server());
        boolean matches = random.nextInt(3) > 0;
        tracer.records.add(new SimRecord(numbers++, event, visible, matches, matches && random.nextInt(40) == 0));
    }

    /** The watch is away while things happen, and what it does first when it is back may fail half-way. */
    private void absence() {
        long length =
                (long) (Math.pow(random.nextDouble(), 3) * Duration.ofHours(9).toMillis()) + 5 * MINUTE;
        long parts = 1 + random.nextInt(6);
        for (int i = 0; i < parts; i++) {
            pass(length / parts);
            happen(random.nextInt(20), random.nextInt((int) (length / parts)));
        }
        switch (random.nextInt(3)) {
            case 0 -> crash.arm(random.nextInt(150));
            case 1 -> {
                tracer.passes = random.nextInt(20);
                tracer.faults.add(fault());
            }
            default -> pass(MINUTE);
        }
        poll();
    }

    private void outage() {
        long end = time.server() + Duration.ofMinutes(10 + random.nextInt(200)).toMillis();
        SimTracer.Fault fault = SimTracer.Fault.values()[random.nextInt(SimTracer.Fault.values().length)];
        while (time.server() < end) {
            pass((1 + random.nextInt(10)) * MINUTE);
            tracer.faults.add(fault);
            happen(1, 1000);
            poll();
        }
    }

    private void tracerFault() {
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            tracer.faults.add(fault());
        }
    }

    private SimTracer.Fault fault() {
        return SimTracer.Fault.values()[random.nextInt(SimTracer.Fault.values().length)];
    }

    private void slackFault() {
        SimSlack.Fault fault = SimSlack.Fault.values()[random.nextInt(SimSlack.Fault.values().length)];
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            slack.faults.add(fault);
        }
    }

    private void poll() {
        oracle.beforePoll();
        long at = time.server();
        long localAt = time.local();
        boolean clockKnown = tracer.gaveDate || time.skew() == 0;
        alive(() -> watch.poll());
        oracle.afterPoll(at, localAt, clockKnown);
    }

    private void deliver() {
        slack.tick();
        alive(() -> watch.deliver());
        oracle.afterDelivery();
    }

    private void alive(Runnable work) {
        try {
            work.run();
        } catch (SimulatedCrash e) {
            // looked at below: Camel may also have swallowed it
        }
        if (crash.dead()) {
            slack.crashed();
            tracer.crashed();
            watch.stop();
            start();
        }
    }

    private void pass(long millis) {
        time.pass(millis);
    }

    private void heal() {
        crash.disarm();
        tracer.faults.clear();
        slack.faults.clear();
        Duration oldest = SimWatch.AGES.get(SimWatch.AGES.size() - 1);
        long end = time.server() + oldest.toMillis() + Duration.ofMinutes(60).toMillis();
        while (time.server() < end || tracer.quietUntil > time.local()) {
            pass(50 * MINUTE); // longer strides would take longer windows than there are
            poll();
        }
        for (int i = 0; oracle.open(); i++) {
            if (i > 2000) {
                throw new AssertionError("the outbox never empties");
            }
            pass(2_000L + i * 100L);
            deliver();
        }
        oracle.atTheEnd(oldest.toMillis());
    }

    private void count(Event event) {
        counts.merge(event, 1, Integer::sum);
    }
}
