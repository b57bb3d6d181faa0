package io.haetae.sim;

/** How long the tracer wants to be left alone, and how long the watch may therefore be silent. */
final class Quiet {

    private static final long SECOND = 1_000;
    private static final int LONGEST = 3_600;

    private final SimTime time;
    /** By the local clock: no request before it. */
    private long until;

    private long before;
    /** By the true clock: the watch may wait until then for some reason or other. */
    private long silence;

    private boolean asked;

    Quiet(SimTime time) {
        this.time = time;
    }

    /** @param seconds that are asked for; perhaps: that the watch may take of itself */
    void ask(int seconds, int perhaps) {
        asked = true;
        until = time.local() + Math.min(seconds, LONGEST) * SECOND;
        // with a minute more, as clocks drift
        silence = Math.max(silence, time.server() + (Math.min(perhaps, LONGEST) + 60) * SECOND);
    }

    boolean isAsked() {
        return time.local() < until;
    }

    boolean mayBeSilent() {
        return time.server() < silence;
    }

    /** The watch is about to do something, in which it may die. */
    void begins() {
        before = until;
    }

    /** The process died in what had begun: a wait that was asked for in it may never have been stored. */
    void crashed() {
        until = before;
    }

    /** A wait by the clock that was is none by the clock that is; but one that was stored may seem to lie ahead. */
    void clockStepped() {
        until = 0;
        before = 0;
        silence = asked ? Math.max(silence, time.server() + (LONGEST + 60) * SECOND) : 0;
    }

    /** A wait that was asked for while nothing could be stored may be forgotten. */
    void storeHealed() {
        until = 0;
    }
}
