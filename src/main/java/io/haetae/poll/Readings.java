package io.haetae.poll;

import io.haetae.store.Cursors;
import io.haetae.store.Hole;
import io.haetae.tracer.PagingNames;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whose turn it is: the head when it is due, and the sweeps one after the other, a window at a time. */
final class Readings {

    private final Plan plan;
    private final Clock clock;

    private Long headBegan;
    private int turn;
    private final Map<Duration, Stride> strides = new HashMap<>();

    // the rest is of the poll under way
    private final Set<Duration> ended = new HashSet<>();
    private boolean headLast;
    private Long headTo; // null unless the head is under way
    private long headAt;

    Readings(Plan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    void begin() {
        ended.clear();
        headTo = null;
        headLast = false;
    }

    /**
     * Null if nothing is due. After a head one due sweep has its window even if the head is due again: where reading the
     * head takes longer than its cron's interval, the sweeps would never read on.
     *
     * @param holes the head leaves them alone, the sweeps try them again
     * @param now by the tracer's clock
     */
    Window next(TreeMap<Duration, Long> cursors, List<Hole> holes, PagingNames names, long now) {
        boolean due = plan.headDue(headBegan, clock.millis());
        boolean sweepsTurn = headLast && headTo == null;
        headLast = false;
        Window window = sweepsTurn ? sweep(cursors, holes, names, now) : null;
        if (window != null) {
            return window;
        }
        boolean head = headTo != null || due;
        return head ? head(cursors.get(Cursors.HEAD), holes, names, now) : sweep(cursors, holes, names, now);
    }

    private Window head(long cursor, List<Hole> holes, PagingNames names, long now) {
        if (headTo == null) {
            headBegan = clock.millis();
            headTo = now;
            headAt = plan.headFrom(cursor, headTo);
        }
        long stop = headTo;
        for (Hole hole : holes) {
            // a window that ends before a hole leaves the next one's start two milliseconds before it
            boolean inside = hole.start() - 2 <= headAt && headAt < hole.stop();
            if (inside && hole.stop() < headTo) {
                headAt = hole.stop();
            } else if (!inside && headAt < hole.start()) {
                stop = Math.min(stop, hole.start() - 1);
            }
        }
        long to = Math.min(headAt + stride(Cursors.HEAD).length(), stop);
        return new Window(Cursors.HEAD, headAt, to, headTo, names);
    }

    private Window sweep(TreeMap<Duration, Long> cursors, List<Hole> holes, PagingNames names, long now) {
        List<Duration> ages = plan.ages();
        for (int i = 0; i < ages.size(); i++) {
            Duration age = ages.get((turn + i) % ages.size());
            long cursor = cursors.get(age);
            if (!ended.contains(age) && plan.sweepDue(age, cursor, now)) {
                turn = (turn + i + 1) % ages.size();
                boolean pastHole = holes.stream().anyMatch(hole -> hole.stop() == cursor);
                long from = pastHole ? cursor : cursor - 1;
                long end = now - age.toMillis();
                return new Window(age, from, Math.min(from + stride(age).length(), end), end, names);
            }
        }
        turn = 0;
        return null;
    }

    /** How long this reading's windows are. */
    Stride stride(Duration age) {
        return strides.computeIfAbsent(age, any -> new Stride());
    }

    /**
     * A window was read whole and is saved.
     *
     * @param next where the reading goes on
     * @param last whether it has come to its end for this poll
     */
    void passed(Duration age, long next, boolean last) {
        stride(age).grow();
        if (age.isZero()) {
            headLast = last;
            headTo = last ? null : headTo;
            headAt = next;
        } else if (last) {
            ended.add(age);
        }
    }
}
