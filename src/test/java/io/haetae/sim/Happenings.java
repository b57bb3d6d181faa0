package io.haetae.sim;

import java.util.Random;

/** What happens in the account. */
final class Happenings {

    private static final long MINUTE = 60_000;
    private static final long ODD_APART = 150 * MINUTE;

    private final SimTime time;
    private final SimTracer tracer;
    private final Random random;
    private int numbers;
    private long lastOdd;

    Happenings(SimTime time, SimTracer tracer, Random random) {
        this.time = time;
        this.tracer = tracer;
        this.random = random;
    }

    void happen(int many, int spread) {
        long event = time.server() - random.nextInt(30_000);
        for (int i = 0; i < many; i++) {
            add(event - (spread == 0 ? 0 : random.nextInt(spread)), random.nextInt(45_000));
        }
    }

    /** Lateness just below (or, now and then, just above) what is promised. */
    void late() {
        long age = random.nextInt(4) == 0
                ? 5 * MINUTE
                : SimWatch.AGES.get(random.nextInt(SimWatch.AGES.size())).toMillis();
        long lateness = age - random.nextInt(20_000) + (random.nextInt(5) == 0 ? 30_000 : 0);
        // born as if long ago and shown soon, or born now and shown then
        long event = random.nextBoolean() ? time.server() - random.nextInt(10_000) : time.server() - lateness + MINUTE;
        add(event, lateness);
    }

    /** One that nobody can understand; so seldom that no page has two, and fails by it. */
    void odd() {
        long event = time.server() - random.nextInt(30_000);
        if (event - lastOdd > ODD_APART) {
            lastOdd = event;
            tracer.records.add(new SimRecord(numbers++, event, time.server(), false, false, true));
        }
    }

    void add(long event, long lateness) {
        long visible = Math.max(event + lateness, time.server());
        boolean matches = random.nextInt(3) > 0;
        tracer.records.add(
                new SimRecord(numbers++, event, visible, matches, matches && random.nextInt(40) == 0, false));
    }
}
