package io.haetae.store;

/**
 * A stretch of time that could not be read and has been gone past, both ends inclusive. Epoch milliseconds, UTC.
 *
 * @param stretch the start of the hole that it is, or is left over, of
 * @param reason for a person, without a secret
 */
public record Hole(long start, long stop, long stretch, String reason) {

    /** The reason of a hole that nothing will ever fill. */
    public static final String GONE = "older than the 90 days that the tracer keeps";

    /** The reason of a hole that every sweep has gone past in vain. */
    public static final String LOST = "no sweep could read it";

    /** Whether nobody will try it again. */
    public boolean givenUp() {
        return reason.equals(GONE) || reason.equals(LOST);
    }

    public Hole(long start, long stop, String reason) {
        this(start, stop, start, reason);
    }

    /** Whether this hole and that stretch share a moment. */
    boolean touches(long from, long to) {
        return start <= to && from <= stop;
    }
}
