package io.haetae.poll;

import io.haetae.store.Hole;
import java.util.List;

/**
 * A second that could not be read. It is a hole only if the window next to it is read whole afterwards: the one after,
 * else the one before; if neither can be read this is an outage, and nothing is a hole.
 */
final class Suspect {

    private final Window window;
    private final String reason;

    Suspect(Window window, String reason) {
        this.window = window;
        this.reason = reason;
    }

    Hole hole() {
        return new Hole(window.from, window.to, reason);
    }

    long end() {
        return window.to;
    }

    /** How far the reading goes when it goes past. */
    long reach() {
        return window.reach(window.age);
    }

    boolean beyond() {
        return window.beyond();
    }

    /** Null if the reading ends with this second. Like its other windows, the head's leaves known holes alone. */
    Window after(List<Hole> known) {
        long start = window.to;
        long stop = window.end;
        for (Hole hole : window.age.isZero() ? known : List.<Hole>of()) {
            if (hole.start() <= start && start < hole.stop()) {
                start = hole.stop();
            } else if (start < hole.start()) {
                stop = Math.min(stop, hole.start() - 1);
            }
        }
        long to = Math.min(start + Stride.LEAST, stop);
        return start < to ? new Window(window.age, start, to, window.end, window.names()) : null;
    }

    /** What was read last before it, and before the holes that it would join: at most a second. */
    Window before(List<Hole> known) {
        long stop = window.from;
        long start = stop - Stride.LEAST;
        for (int i = known.size() - 1; i >= 0; i--) {
            Hole hole = known.get(i);
            if (hole.start() < stop && stop <= hole.stop()) {
                stop = hole.start();
                start = stop - Stride.LEAST;
            } else if (hole.stop() < stop) {
                start = Math.max(start, hole.stop());
            }
        }
        return new Window(window.age, start, stop, window.end, window.names());
    }

    boolean isBefore(Window other) {
        return other.from >= window.to;
    }
}
