package io.haetae.sim;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/** What happens step by step: the account lives, the watch works, and trouble comes at either end and between. */
final class Steps {

    private static final long MINUTE = 60_000;
    private static final long MOST_UNTOLD = 4 * MINUTE;

    private final Simulation sim;
    private final SimTime time;
    private final SimTracer tracer;
    private final Random random;

    Steps(Simulation sim) {
        this.sim = sim;
        this.time = sim.time;
        this.tracer = sim.tracer;
        this.random = sim.random;
    }

    /** A first start dies of its first steps, and nobody starts it again for hours; what came first is seen only then. */
    void hardBirth() {
        sim.crash.arm(random.nextInt(60));
        time.pass(MINUTE);
        sim.poll();
        for (int i = 0; i < 3; i++) {
            sim.account.late();
        }
        absence();
    }

    void step() {
        Event event = Event.draw(random);
        sim.tally.count("event", event);
        switch (event) {
            case POLL -> {
                time.pass(MINUTE);
                sim.poll();
            }
            case DELIVERIES -> deliveries(1 + random.nextInt(4));
            case PAUSE -> time.pass(random.nextInt(4_000));
            case RECORDS -> sim.account.happen(1 + random.nextInt(2), random.nextInt(20_000));
            case BURST -> sim.account.happen(6 + random.nextInt(30), 0);
            case LATE_RECORD -> sim.account.late();
            case ODD_RECORD -> sim.account.odd();
            case ABSENCE -> absence();
            case OUTAGE -> outage();
            case SILENCE -> silence();
            case TRACER_FAULT -> {
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    tracer.faults.add(random.nextInt(8) == 0 ? TracerFault.THROTTLED : one(TracerFault.values()));
                }
            }
            case SLACK_FAULT -> {
                SlackFault fault = one(SlackFault.values());
                List<SimChannel> channels = sim.slack.channels;
                SimChannel channel = channels.get(sim.later.nextInt(channels.size()));
                for (int i = 1 + random.nextInt(4); i > 0; i--) {
                    channel.faults.add(fault);
                }
            }
            case CRASH -> sim.crash.arm(random.nextInt(40));
            case RESTART -> {
                sim.slack.stops();
                sim.restart();
            }
            case CLOCK_BACK -> {
                if (random.nextBoolean()) { // while a wait is stored, which then lies further ahead
                    tracer.faults.addFirst(random.nextBoolean() ? TracerFault.THROTTLED : TracerFault.QUOTA);
                    time.pass(MINUTE);
                    sim.poll();
                }
                long hour = random.nextInt(3_600_000);
                set(sim.later.nextInt(3) == 0 ? -12 * hour : -hour);
            }
            case CLOCK_FORWARD ->
                set((long)
                        (Math.pow(random.nextDouble(), 3) * Duration.ofDays(1).toMillis()));
            case CLOCK_SET -> set(-time.skew());
            case CLOCK_DRIFT -> time.drift(tracer.dates.dated ? random.nextInt(4_001) - 2_000 : 0);
            case UNREADABLE -> tracer.unreadable.begin(random, sim.account);
            case STORE_FAULT -> storeFault();
            case NO_DATE -> tracer.dates.dateless = 1 + random.nextInt(6);
        }
    }

    private void deliveries(int many) {
        for (int i = 0; i < many; i++) {
            // not always a second: after a late tick the next one comes early, and accounts that share a channel have
            // each their own
            time.pass(sim.later.nextInt(4) == 0 ? 200 + sim.later.nextInt(701) : 1000);
            sim.deliver();
        }
        sim.look();
    }

    /** Now, or between an answer and what is made of it, where that tells the time: else nobody could know. */
    private void set(long step) {
        if (sim.later.nextInt(3) > 0 || !tracer.dates.dated) {
            clock(step);
            return;
        }
        tracer.afterPage = () -> clock(step);
        time.pass(MINUTE);
        sim.poll();
        if (tracer.afterPage != null) {
            tracer.afterPage = null;
            clock(step);
        }
    }

    /** The local clock steps; where nobody tells the time, no further than the tracer bears. */
    private void clock(long step) {
        if (sim.oracle.hasBegun()) {
            long wanted = time.skew() + step;
            long borne = tracer.dates.dated ? wanted : Math.max(-MOST_UNTOLD, Math.min(wanted, MOST_UNTOLD));
            time.step(borne - time.skew());
            tracer.quiet.clockStepped();
            tracer.dates.clockStepped();
            sim.oracle.clockStepped();
            sim.slack.clockStepped();
        }
    }

    /** The watch is away while things happen, and what it does first when it is back may fail half-way. */
    private void absence() {
        long length =
                (long) (Math.pow(random.nextDouble(), 3) * Duration.ofHours(9).toMillis()) + 5 * MINUTE;
        long parts = 1 + random.nextInt(6);
        for (int i = 0; i < parts; i++) {
            time.pass(length / parts);
            sim.account.happen(random.nextInt(10), random.nextInt((int) (length / parts)));
        }
        switch (random.nextInt(3)) {
            case 0 -> sim.crash.arm(random.nextInt(150));
            case 1 -> {
                tracer.passes = random.nextInt(20);
                tracer.faults.add(one(TracerFault.values()));
            }
            default -> time.pass(MINUTE);
        }
        sim.poll();
    }

    /** For hours all requests fail, or the first one of each poll. */
    private void outage() {
        long end = time.server() + Duration.ofMinutes(10 + random.nextInt(200)).toMillis();
        TracerFault fault = one(TracerFault.values());
        tracer.down = random.nextBoolean() ? fault : null;
        while (time.server() < end) {
            time.pass((5 + random.nextInt(40)) * MINUTE);
            if (tracer.down == null) {
                tracer.faults.add(fault);
            }
            sim.account.happen(1, 1000);
            sim.poll();
        }
        tracer.down = null;
    }

    /** For hours nothing happens, and then something does. */
    private void silence() {
        tracer.heal();
        for (int i = 0; i < 6; i++) {
            time.pass(40 * MINUTE);
            sim.poll();
        }
        sim.account.happen(3, 1000);
        time.pass(2 * MINUTE);
        sim.poll();
    }

    private void storeFault() {
        if (!sim.oracle.hasBegun()) {
            return;
        }
        SimStore.Fault fault = one(SimStore.Fault.values());
        if (random.nextInt(3) == 0) {
            betweenPostAndMark(fault);
        }
        if (sim.store.sound()) {
            storeFails(fault);
        }
        boolean flapping = sim.later.nextBoolean();
        for (int i = 1 + random.nextInt(flapping ? 2 : 6); i > 0; i--) {
            sim.account.happen(random.nextInt(20), 1000);
            time.pass(MINUTE);
            sim.poll();
            deliveries(1 + random.nextInt(3));
        }
        sim.healStore();
        tracer.quiet.storeHealed();
        if (flapping) {
            flaps();
        }
    }

    private void storeFails(SimStore.Fault fault) {
        if (fault != SimStore.Fault.FULL) {
            sim.crash.disarm(); // a process that starts meanwhile says so and ends; nobody starts it again here
        }
        sim.store.fails(fault);
    }

    /** The store goes down and up, for minutes each time, and the watch looks at nothing else. */
    private void flaps() {
        for (int i = 1 + sim.later.nextInt(3); i > 0; i--) {
            time.pass(sim.later.nextInt(12) * MINUTE);
            SimStore.Fault fault = SimStore.Fault.values()[sim.later.nextInt(SimStore.Fault.values().length)];
            storeFails(fault);
            for (int j = 1 + sim.later.nextInt(4); j > 0; j--) {
                lookAtStore(fault == SimStore.Fault.FULL);
            }
            sim.healStore();
            lookAtStore(true);
        }
    }

    /** @param survives whether a process that starts now can use its store */
    private void lookAtStore(boolean survives) {
        time.pass(5_000 + sim.later.nextInt(120_000));
        if (survives && sim.later.nextInt(8) == 0) {
            sim.slack.stops();
            sim.restart();
        } else if (survives && sim.later.nextInt(3) == 0) {
            sim.crash.arm(sim.later.nextInt(10)); // so many steps has a look that posts
        }
        sim.lookAtStore();
    }

    /** What was posted then can't be marked. No other trouble may keep it from being posted. */
    private void betweenPostAndMark(SimStore.Fault fault) {
        sim.crash.disarm();
        tracer.heal();
        sim.slack.heal();
        sim.account.happen(10, 1000);
        time.pass(MINUTE);
        sim.poll();
        sim.slack.afterPost = () -> {
            sim.tally.count("store", "between post and mark");
            sim.store.fails(fault);
            sim.store.begins(sim.watch());
        };
        deliveries(1 + random.nextInt(3));
        sim.slack.afterPost = null;
    }

    private <T> T one(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
