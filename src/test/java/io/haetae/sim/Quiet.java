package io.haetae.sim;

import java.util.ArrayList;
import java.util.List;

/** How long the tracer wants to be left alone, and how long the watch may therefore be silent. */
final class Quiet {

    private static final long SECOND = 1_000;
    private static final int MINUTE = 60;
    private static final int LONGEST = 3_600;

    private final SimTime time;
    /** By the local clock: no request before it. */
    private long until;

    private long before;
    /** By the local clock: the watch may wait whenever that is between a request for quiet and its end. */
    private final List<long[]> silences = new ArrayList<>();

    Quiet(SimTime time) {
        this.time = time;
    }

    /** @param seconds that are asked for; perhaps: that the watch may take of itself */
    void ask(int seconds, int perhaps) {
        until = time.local() + Math.min(seconds, LONGEST) * SECOND;
        long longest = (Math.min(perhaps, LONGEST) + MINUTE) * SECOND; // with a minute more, as clocks drift
        silences.add(new long[] {time.local(), time.local() + longest});
    }

    boolean isAsked() {
        return time.local() < until;
    }

    boolean mayBeSilent() {
        return silences.stream().anyMatch(silence -> silence[0] <= time.local() && time.local() < silence[1]);
    }

    /** The watch is about to do something, in which it may die. */
    void begins() {
        before = until;
    }

    /** The process died in what had begun: a wait that was asked for in it may never have been stored. */
    void crashed() {
        until = before;
    }

    /** A wait by the clock that was is none by the clock that is. */
    void clockStepped() {
        until = 0;
        before = 0;
    }

    /** A wait that was asked for while nothing could be stored may be forgotten. */
    void storeHealed() {
        until = 0;
    }
}
