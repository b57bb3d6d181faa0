package io.haetae.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** No log line in the show: what matters is on the screen already. */
final class Quiet {

    private Quiet() {}

    static void logs() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logs) {
            for (Logger logger : logs.getLoggerList()) {
                logger.setLevel(Level.OFF);
            }
        }
    }
}
