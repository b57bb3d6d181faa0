package io.haetae.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Stretches of event time that can't be read: every page fails by its answer whose window includes some of one. */
final class Unreadable {

    /** @param until server time from which on it can be read */
    private record Stretch(long from, long to, long until, TracerFault fault) {}

    /** A window of about a second that failed by its answer: what may become a hole. */
    record Failure(long from, long to, long at) {}

    /** Windows are halved down to a second, and what is left over may be a little more. */
    private static final long ABOUT_A_SECOND = 2_000;

    static final List<TracerFault> FAULTS =
            List.of(TracerFault.NO_JSON, TracerFault.COUNT_LIES, TracerFault.TOO_LARGE, TracerFault.GATEWAY_TIMEOUT);

    final List<Failure> failures = new ArrayList<>();
    private List<Stretch> stretches = new ArrayList<>();
    private final SimTime time;

    Unreadable(SimTime time) {
        this.time = time;
    }

    /** One stretch, or a few near each other; most of them of now, some of hours ago; with records in them. */
    void begin(Random random, Happenings account) {
        long hours = random.nextInt(4) == 0
                ? random.nextInt((int) Duration.ofHours(6).toMillis())
                : 0;
        long from = time.server()
                - hours
                - random.nextInt((int) Duration.ofMinutes(10).toMillis());
        for (int many = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1; many > 0; many--) {
            long to = from + (random.nextInt(3) == 0 ? 0 : random.nextInt(4_000));
            stretches.add(new Stretch(from, to, until(random), FAULTS.get(random.nextInt(FAULTS.size()))));
            account.add(from + random.nextInt((int) (to - from + 1)), 0);
            account.add(from - 1 - random.nextInt(3_000), 0);
            from = to + 1 + random.nextInt(5_000);
        }
    }

    private long until(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> time.server() + random.nextInt((int) Duration.ofHours(5).toMillis());
            default ->
                time.server() + random.nextInt((int) Duration.ofMinutes(40).toMillis());
        };
    }

    /** Whether any that can't be read yet reaches past that moment. */
    boolean anyAfter(long moment) {
        return stretches.stream().anyMatch(stretch -> time.server() < stretch.until && stretch.to > moment);
    }

    /** Null if the window can be read. */
    TracerFault fault(long from, long to) {
        for (Stretch stretch : stretches) {
            if (time.server() < stretch.until && stretch.from <= to && from <= stretch.to) {
                return stretch.fault;
            }
        }
        return null;
    }

    void failed(long from, long to) {
        if (to - from <= ABOUT_A_SECOND) {
            failures.add(new Failure(from, to, time.server()));
        }
    }

    void heal() {
        stretches = new ArrayList<>();
    }
}
