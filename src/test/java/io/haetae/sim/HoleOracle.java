package io.haetae.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What is stored as a hole has failed by its answers, second for second; a sweep that could read it has closed it. */
final class HoleOracle {

    private record Hole(long start, long stop) {}

    private static final long DOUBT = 5_000;

    private final StoreView store;
    private final Unreadable unreadable;
    private final Set<Hole> justified = new HashSet<>();
    private List<Hole> holes = List.of();
    /** Those that were given up, and went when it was time; nobody will read there any more. */
    private final List<Hole> removed = new ArrayList<>();
    /** Every sweep has read on to here. */
    private long passed;

    HoleOracle(StoreView store, Unreadable unreadable) {
        this.store = store;
        this.unreadable = unreadable;
    }

    /** Whether the watch knows that it could not read that moment. */
    boolean covers(long event) {
        return Stream.concat(holes.stream(), removed.stream())
                .anyMatch(hole -> hole.start <= event && event <= hole.stop);
    }

    /** Whether any reaches past that moment. */
    boolean anyAfter(long moment) {
        return holes.stream().anyMatch(hole -> hole.stop > moment);
    }

    /** @param cursors of the sweeps: age to position */
    void judge(Map<Long, Long> cursors) {
        holes = stored();
        passed = cursors.values().stream().mapToLong(position -> position).min().orElse(0);
        for (Hole hole : holes) {
            if (justified.add(hole)) {
                justify(hole);
            }
            long failed = lastFailed(hole);
            cursors.forEach((age, cursor) -> Oracle.must(
                    cursor <= hole.stop || failed >= hole.start + age - DOUBT,
                    () -> "the sweep of " + Duration.ofMillis(age) + " has passed " + hole + ", which failed last at "
                            + failed + ", and has not closed it"));
        }
    }

    private List<Hole> stored() {
        List<Hole> found = new ArrayList<>();
        store.query("select start, stop from hole", row -> found.add(new Hole(row.getLong(1), row.getLong(2))));
        return found;
    }

    /**
     * Old rows were removed.
     *
     * @param before what is older may be gone
     * @return how many holes are
     */
    int removed(long before) {
        List<Hole> left = stored();
        List<Hole> gone = new ArrayList<>(holes);
        gone.removeAll(left);
        for (Hole hole : gone) {
            Oracle.must(
                    hole.stop <= passed && hole.stop < before,
                    () -> hole + " is removed, and not older than " + before + ", or not given up");
        }
        removed.addAll(gone);
        holes = left;
        return gone.size();
    }

    /** Every moment of it lies in a window of about a second that failed by its answer. */
    private void justify(Hole hole) {
        long reached = hole.start - 1;
        boolean further = true;
        while (further && reached < hole.stop) {
            further = false;
            for (Unreadable.Failure failure : unreadable.failures) {
                if (failure.from() <= reached + 1 && failure.to() > reached) {
                    reached = failure.to();
                    further = true;
                }
            }
        }
        long end = reached;
        Oracle.must(
                end >= hole.stop, () -> hole + " is stored, but nothing from " + end + " on has failed by its answer");
    }

    private long lastFailed(Hole hole) {
        return unreadable.failures.stream()
                .filter(failure -> failure.from() <= hole.stop && hole.start <= failure.to())
                .mapToLong(Unreadable.Failure::at)
                .max()
                .orElse(0);
    }

    /** @param read what is younger than this has been read since all could be read */
    void atTheEnd(long read) {
        for (Hole hole : holes) {
            Oracle.must(hole.stop < read, () -> hole + " is left");
        }
    }
}
