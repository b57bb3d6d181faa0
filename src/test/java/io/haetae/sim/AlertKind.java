package io.haetae.sim;

/** What may have a channel of its own: the severities of the root-login rule, and what the watch says of itself. */
enum AlertKind {
    CRITICAL,
    HIGH,
    WATCH
}
