package io.haetae.sandbox;

/** In which order the tracer gives its records, which is unknown of the real one. */
public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST,
    /** By a hash of the record: no order of time, but the same one at every request. */
    SHUFFLED
}
