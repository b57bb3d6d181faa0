package io.haetae.sim;

/** The process dies here: an Error, because a RuntimeException would run error handlers first and be no crash. */
final class SimulatedCrash extends Error {

    SimulatedCrash() {
        super("crash", null, false, false);
    }
}
