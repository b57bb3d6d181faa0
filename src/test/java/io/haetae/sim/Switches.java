package io.haetae.sim;

/** What the simulation holds back until the watch can bear it: a constant each, to be deleted with its false. */
final class Switches {

    /** Stretches of event time that can't be read; the watch has to halve windows and store holes. */
    static final boolean UNREADABLE = Boolean.getBoolean("sim.unreadable");

    private Switches() {}
}
