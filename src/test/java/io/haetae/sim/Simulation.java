package io.haetae.sim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.SplittableRandom;

/** One seed's life of an account and its watch: whatever is drawn, what the watch promises must hold. */
final class Simulation {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60_000;

    final Tally tally = new Tally();
    final Random random;
    /** For what came later, so that seeds still draw what they drew before. */
    final Random later;

    final SimTime time;
    final SimTracer tracer;
    final SimSlack slack;
    final Happenings account;
    final Oracle oracle;
    final CrashPoint crash = new CrashPoint();
    final SimStore store;
    private final Path folder;
    private SimWatch watch;

    Simulation(long seed, Path folder) {
        this.random = new Random(seed);
        this.later = new Random(new SplittableRandom(seed).nextLong()); // the first of Randoms of near seeds are alike
        this.folder = folder;
        this.time = new SimTime(random.nextInt(3) == 0 ? (random.nextInt(481) - 240) * 1000L : 0);
        this.tracer = new SimTracer(time, random, tally);
        this.slack = new SimSlack(time, random, later, tally);
        this.account = new Happenings(time, tracer, random);
        this.store = new SimStore(folder.resolve("haetae.db"), tally);
        this.oracle = new Oracle(folder.resolve("haetae.db"), tracer, slack, time, tally);
    }

    void run(int steps) {
        Steps life = new Steps(this);
        live(() -> {
            if (random.nextInt(3) == 0) {
                life.hardBirth();
            }
            for (int step = 0; step < steps; step++) {
                life.step();
            }
            heal();
        });
    }

    /** From the first start to the last end. */
    void live(Runnable life) {
        start();
        try {
            life.run();
        } finally {
            oracle.close();
            watch.stop();
        }
    }

    private void start() {
        crash.disarm();
        tracer.dates.started();
        oracle.processStarts();
        watch = new SimWatch(folder, time, tracer, slack, crash, random);
    }

    SimWatch watch() {
        return watch;
    }

    void restart() {
        watch.stop();
        start();
    }

    void poll() {
        WatchTime begin = oracle.beforePoll();
        boolean whole = alive(() -> watch.poll());
        oracle.afterPoll(begin, whole && store.sound(), whole && store.polledInSound());
    }

    void deliver() {
        slack.tick(store.sound());
        oracle.beforeDelivery();
        boolean whole = alive(() -> watch.deliver());
        oracle.afterDelivery(whole && store.sound());
    }

    void healStore() {
        store.heals(watch);
    }

    /** The watch looks at itself, as it does every few seconds: at its store first, whatever comes of that. */
    void look() {
        if (!store.sound() || oracle.storeIsOpen() || later.nextInt(4) == 0) { // a look writes, which costs most of it
            lookAtStore();
        }
        boolean whole = alive(() -> watch.look());
        oracle.afterLook(whole && store.sound());
        if (later.nextBoolean()) {
            removeOld();
        }
    }

    void lookAtStore() {
        oracle.beforeLookAtStore(store.broken(oracle));
        oracle.afterLookAtStore(alive(() -> watch.lookAtStore()));
    }

    private void removeOld() {
        if (oracle.mayRemove()) {
            alive(() -> watch.removeOld());
            oracle.afterRemoval();
        }
    }

    /** Whether the process has survived it. */
    private boolean alive(Runnable work) {
        slack.begins();
        tracer.quiet.begins();
        store.begins(watch);
        try {
            work.run();
        } catch (SimulatedCrash e) {
            // looked at below: Camel may also have swallowed it
        }
        boolean dead = crash.dead();
        if (dead) {
            slack.crashed();
            tracer.quiet.crashed();
            restart();
        }
        return !dead;
    }

    private void heal() {
        crash.disarm();
        tracer.heal();
        time.drift(0);
        slack.heal();
        long healed = time.server();
        Duration oldest = SimWatch.AGES.get(SimWatch.AGES.size() - 1);
        long end = time.server() + oldest.toMillis() + Duration.ofMinutes(60).toMillis();
        while (time.server() < end || tracer.quiet.isAsked()) {
            time.pass(50 * MINUTE); // longer strides would take longer windows than there are
            poll();
        }
        tellAll();
        if (later.nextInt(4) == 0) {
            age();
            tellAll();
        }
        oracle.atTheEnd(oldest.toMillis(), healed);
    }

    /** Until all is old enough to be gone; nothing may come again for that. */
    private void age() {
        time.pass(SimWatch.RETENTION.toMillis() + 60 * MINUTE);
        poll();
        removeOld();
        time.pass(MINUTE);
        poll();
    }

    private void tellAll() {
        long stride = SECOND; // longer and longer ones as long as a channel is held
        for (int i = 0; oracle.open(); i++) {
            Oracle.must(i <= 2000, () -> "the outbox never empties");
            int posts = slack.posts();
            time.pass(stride);
            deliver();
            look();
            stride = slack.posts() > posts ? SECOND : Math.min(2 * stride, 10 * MINUTE);
        }
    }
}
