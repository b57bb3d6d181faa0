package io.haetae.poll;

/** How long a reading's next window may be: halved by one that fails, doubled again by each that is read whole. */
final class Stride {

    /** Below this nothing is halved any more. */
    static final long LEAST = 1_000;

    static final long MOST = 3_600_000;

    private long length = MOST;

    /** Milliseconds. */
    long length() {
        return length;
    }

    void halve(Window failed) {
        length = Math.max(LEAST, (failed.to - failed.from) / 2);
    }

    void grow() {
        length = Math.min(MOST, 2 * length);
    }
}
