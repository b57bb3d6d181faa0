package io.haetae.sim;

/**
 * What the watch may take for the present when a poll begins, by the tracer's clock as far as it can know it. Epoch
 * milliseconds, UTC.
 *
 * @param at the true time
 * @param local the local clock
 * @param earliest what it takes for the present is not before this
 * @param latest and not after this
 */
record WatchTime(long at, long local, long earliest, long latest) {

    /** {@code Date} tells whole seconds. */
    private static final long SECOND = 1_000;
    /** A watch that is further off is refused: its signatures don't hold. */
    private static final long REFUSED = 301_000;

    /**
     * @param seen how far the local clock was ahead when the tracer last told its time; null if it never did
     * @param remembered whether the process that asks has heard it or remembers it
     */
    static WatchTime of(SimTime time, Long seen, boolean remembered) {
        long at = time.server();
        long local = time.local();
        if (!remembered) {
            return new WatchTime(at, local, at - REFUSED, at + REFUSED);
        }
        long off = seen == null ? time.skew() : Math.abs(time.skew() - seen);
        if (seen != null && off < SECOND / 2 || seen == null && off == 0) {
            return new WatchTime(at, local, at - SECOND - off, at + SECOND + off);
        }
        // as if nobody had ever told it, or as it was told last
        long told = seen == null ? local : local - seen;
        long earliest = Math.min(at, Math.min(local, told)) - SECOND;
        long latest = Math.max(at, Math.max(local, told)) + SECOND;
        return new WatchTime(at, local, Math.max(earliest, at - REFUSED), Math.min(latest, at + REFUSED));
    }
}
