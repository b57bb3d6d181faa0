package io.haetae.cli;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/**
 * SIGTERM and SIGINT, from the first moment on. A JVM whose shutdown hooks did this would exit with 143, and so would one
 * that is told to stop before it listens.
 */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private boolean came;
    private Runnable stop = () -> {};

    void listen() {
        for (String name : new String[] {"TERM", "INT"}) {
            Signal.handle(new Signal(name), signal -> {
                LOG.info("SIG{}: stopping", name);
                came();
            });
        }
    }

    synchronized void came() {
        came = true;
        stop.run();
    }

    /** Whether one came. */
    synchronized boolean stopped() {
        return came;
    }

    /** What stops it from now on; done at once if a signal came before. */
    synchronized void stopBy(Runnable stop) {
        this.stop = stop;
        if (came) {
            stop.run();
        }
    }
}
