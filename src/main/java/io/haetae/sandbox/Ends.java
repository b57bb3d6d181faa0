package io.haetae.sandbox;

/** Which of {@code fromEventTime} and {@code toEventTime} belong to the answer: unknown of the real tracer. */
public enum Ends {
    INCLUSIVE(true, true),
    /** {@code toEventTime} itself is left out. */
    EXCLUSIVE(true, false),
    /** Both are left out. */
    BOTH_EXCLUSIVE(false, false);

    final boolean from;
    final boolean to;

    Ends(boolean from, boolean to) {
        this.from = from;
        this.to = to;
    }
}
