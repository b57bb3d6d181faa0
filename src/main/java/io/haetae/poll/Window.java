package io.haetae.poll;

import io.haetae.tracer.PageRequest;
import io.haetae.tracer.PagingNames;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A stretch of time under reading, page after page; both ends are inclusive and frozen before the first page. Epoch
 * milliseconds, UTC.
 */
final class Window {

    /** Pages in a row that bring no new id while the tracer says that there is more. */
    private static final int PATIENCE = 3;

    final Duration age;
    final long from;
    final long to;
    /** Whether the reading has nothing left after it. */
    final boolean last;

    private final Set<String> seen = new HashSet<>();
    private PagingNames names;
    private boolean switched;
    private int page;
    private int stale;
    private Long firstDate;

    Window(Duration age, long from, long to, boolean last, PagingNames names) {
        this.age = age;
        this.from = from;
        this.to = to;
        this.last = last;
        this.names = names;
    }

    PageRequest request() {
        return new PageRequest(from, to, page, names);
    }

    PagingNames names() {
        return names;
    }

    int page() {
        return page;
    }

    /** The tracer's time at the first answer; no cursor moves past it. */
    void answered(long date) {
        if (firstDate == null) {
            firstDate = date;
        }
    }

    /** Takes the ids of the page that was asked for; says whether any was new. */
    boolean take(List<String> ids) {
        boolean fresh = false;
        for (String id : ids) {
            fresh |= seen.add(id);
        }
        stale = fresh ? 0 : stale + 1;
        return fresh;
    }

    boolean stuck() {
        return stale >= PATIENCE;
    }

    void nextPage() {
        page++;
    }

    /** At most once a window: begins it again under the other names. */
    boolean switchNames() {
        if (switched) {
            return false;
        }
        switched = true;
        names = names.other();
        page = 0;
        stale = 0;
        seen.clear();
        return true;
    }

    /** How far this window takes a reading of that age: to its end, but never past the first answer's time less the age. */
    private long reach(Duration age) {
        return Math.min(to, firstDate - age.toMillis());
    }

    /** Whether its end lies beyond what a reading of its age may take for read. */
    boolean beyond() {
        return reach(age) < to;
    }

    /**
     * Where cursors move once every page has been read: this reading's, and that of every sweep that stands inside. One
     * that stands at the very start stays: a server that takes the start as exclusive has not shown that millisecond.
     */
    Map<Duration, Long> moves(TreeMap<Duration, Long> cursors) {
        Map<Duration, Long> moves = new TreeMap<>();
        cursors.forEach((other, position) -> {
            boolean inside = from < position && position <= to;
            if (other.equals(age) || (!other.isZero() && inside)) {
                moves.put(other, Math.max(position, reach(other)));
            }
        });
        return moves;
    }
}
