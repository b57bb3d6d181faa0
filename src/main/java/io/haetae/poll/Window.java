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

    private static final int MOST_PAGES = 50;

    final Duration age;
    final long from;
    final long to;
    /** Of what the reading has to read in this poll. */
    final long end;

    private final Set<String> seen = new HashSet<>();
    private PagingNames names;
    private boolean switched;
    private int page;
    private int stale;
    private Long firstDate;
    private boolean dated;
    private boolean begunAgain;

    Window(Duration age, long from, long to, long end, PagingNames names) {
        this.age = age;
        this.from = from;
        this.to = to;
        this.end = end;
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

    boolean halvable() {
        return to - from > Stride.LEAST;
    }

    /** Only its beginning, from its first page on. */
    Window shortened(long length) {
        return new Window(age, from, Math.min(to, from + length), end, names);
    }

    /** Whether so many pages came of it that a shorter one is better; of a second there may be as many as there are. */
    boolean tooMany() {
        return halvable() && page + 1 >= MOST_PAGES;
    }

    /**
     * The tracer's time at the first answer; no cursor moves past it.
     *
     * @param known whether the tracer has told it; else it is a guess on the safe side
     */
    void answered(long date, boolean known) {
        if (firstDate == null) {
            firstDate = date;
            dated = known;
        }
    }

    /** Whether it reaches to the tracer's present: nothing that comes after it can have happened yet. */
    boolean reachesNow() {
        return dated && firstDate < to;
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

    boolean switched() {
        return switched;
    }

    boolean begunAgain() {
        return begunAgain;
    }

    /** From its first page on, under the names that it was opened with. */
    Window again() {
        Window again = new Window(age, from, to, end, switched ? names.other() : names);
        again.switched = true; // at most once, whatever it says of itself
        again.begunAgain = true;
        return again;
    }

    /** How far this window takes a reading of that age: to its end, but never past the first answer's time less the age. */
    long reach(Duration age) {
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
