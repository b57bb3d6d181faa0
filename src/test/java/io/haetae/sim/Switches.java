package io.haetae.sim;

/** What the simulation holds back until the watch can bear it: a constant each, to be deleted with its false. */
final class Switches {

    /** Stretches of event time that can't be read; the watch has to halve windows and store holes. */
    static final boolean UNREADABLE = Boolean.getBoolean("sim.unreadable");

    /** The store's file moved away, full or locked for some minutes; the watch has to open it anew. */
    static final boolean STORE = Boolean.getBoolean("sim.store");

    private Switches() {}
}
