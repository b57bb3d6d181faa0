package io.haetae.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the watch must say of records that nobody can understand: for a day after each it knows that there are some. */
final class OddOracle {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private final StoreView store;
    private final SimTime time;
    private final List<Long> seen = new ArrayList<>();
    /** Whether the watch knew the time whenever it kept one. */
    private boolean exactly = true;

    OddOracle(StoreView store, SimTime time) {
        this.store = store;
        this.time = time;
    }

    /**
     * After each poll.
     *
     * @param exact whether the watch knows the time, and did throughout the poll
     */
    void see(boolean exact) {
        for (long kept = store.number("select count(*) from unreadable"); seen.size() < kept; ) {
            seen.add(time.server());
            exactly &= exact;
        }
    }

    /** @param tolerance how far off the watch may be */
    void judge(Set<String> open, boolean exact, long tolerance) {
        boolean told = open.contains("unreadable");
        Oracle.must(!told || !seen.isEmpty(), () -> "every record can be understood");
        if (!seen.isEmpty() && exact && exactly) {
            long age = time.server() - seen.get(seen.size() - 1);
            Oracle.must(
                    told == age < DAY || Math.abs(age - DAY) < tolerance,
                    () -> "unreadable is " + (told ? "" : "not ") + "open " + age + " ms after the last odd record");
        }
    }

    /** @param least so many were to be read */
    void atTheEnd(int least) {
        Oracle.must(seen.size() >= least, () -> "of " + least + " odd records " + seen.size() + " were kept");
    }
}
