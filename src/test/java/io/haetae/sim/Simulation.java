package io.haetae.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/** One seed's life of an account and its watch: whatever is drawn, what the watch promises must hold. */
final class Simulation {

    private static final long MINUTE = 60_000;

    final Tally tally = new Tally();
    private final Random random;
    private final Path folder;
    private final SimTime time;
    private final SimTracer tracer;
    private final SimSlack slack;
    private final Happenings account;
    private final Oracle oracle;
    private final CrashPoint crash = new CrashPoint();
    private SimWatch watch;

    Simulation(long seed, Path folder) {
        this.random = new Random(seed);
        this.folder = folder;
        this.time = new SimTime(random.nextInt(3) == 0 ? (random.nextInt(481) - 240) * 1000L : 0);
        this.tracer = new SimTracer(time, random, tally);
        this.slack = new SimSlack(time, random, tally);
        this.account = new Happenings(time, tracer, random);
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
        Event event = Event.draw(random);
        tally.count("event", event);
        switch (event) {
            case POLL -> {
                time.pass(MINUTE);
                poll();
            }
            case DELIVERIES -> {
                for (int i = 1 + random.nextInt(4); i > 0; i--) {
                    time.pass(1000);
                    deliver();
                }
            }
            case RECORDS -> account.happen(1 + random.nextInt(3), random.nextInt(20_000));
            case BURST -> account.happen(6 + random.nextInt(30), 0);
            case LATE_RECORD -> account.late();
            case ABSENCE -> absence();
            case OUTAGE -> outage();
            case TRACER_FAULT -> {
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    tracer.faults.add(fault());
                }
            }
            case SLACK_FAULT -> {
                SimSlack.Fault fault = SimSlack.Fault.values()[random.nextInt(SimSlack.Fault.values().length)];
                for (int i = 1 + random.nextInt(4); i > 0; i--) {
                    slack.faults.add(fault);
                }
            }
            case CRASH -> crash.arm(random.nextInt(40));
            case RESTART -> {
                watch.stop();
                start();
            }
        }
    }

    /** The watch is away while things happen, and what it does first when it is back may fail half-way. */
    private void absence() {
        long length =
                (long) (Math.pow(random.nextDouble(), 3) * Duration.ofHours(9).toMillis()) + 5 * MINUTE;
        long parts = 1 + random.nextInt(6);
        for (int i = 0; i < parts; i++) {
            time.pass(length / parts);
            account.happen(random.nextInt(20), random.nextInt((int) (length / parts)));
        }
        switch (random.nextInt(3)) {
            case 0 -> crash.arm(random.nextInt(150));
            case 1 -> {
                tracer.passes = random.nextInt(20);
                tracer.faults.add(fault());
            }
            default -> time.pass(MINUTE);
        }
        poll();
    }

    /** For hours all requests fail, or the first one of each poll. */
    private void outage() {
        long end = time.server() + Duration.ofMinutes(10 + random.nextInt(200)).toMillis();
        TracerFault fault = fault();
        tracer.down = random.nextBoolean() ? fault : null;
        while (time.server() < end) {
            time.pass((1 + random.nextInt(10)) * MINUTE);
            if (tracer.down == null) {
                tracer.faults.add(fault);
            }
            account.happen(1, 1000);
            poll();
        }
        tracer.down = null;
    }

    private TracerFault fault() {
        return TracerFault.values()[random.nextInt(TracerFault.values().length)];
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

    private void heal() {
        crash.disarm();
        tracer.heal();
        slack.faults.clear();
        Duration oldest = SimWatch.AGES.get(SimWatch.AGES.size() - 1);
        long end = time.server() + oldest.toMillis() + Duration.ofMinutes(60).toMillis();
        while (time.server() < end || tracer.quietUntil > time.local()) {
            time.pass(50 * MINUTE); // longer strides would take longer windows than there are
            poll();
        }
        for (int i = 0; oracle.open(); i++) {
            Oracle.must(i <= 2000, () -> "the outbox never empties");
            time.pass(2_000L + i * 100L);
            deliver();
        }
        oracle.atTheEnd(oldest.toMillis());
    }
}
