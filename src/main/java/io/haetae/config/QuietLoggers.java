package io.haetae.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Holds back the loggers of libraries that print webhook URLs, signatures and bodies at DEBUG, whatever the level of the
 * root logger. In code, as a logback.xml may be replaced by somebody who does not know.
 */
public final class QuietLoggers {

    private static final List<String> TELLTALES = List.of(
            "com.slack.api",
            "com.slack.api.util.http.listener",
            "okhttp3",
            "org.apache.hc.client5.http",
            "org.apache.hc.client5.http.headers",
            "org.apache.hc.client5.http.wire");

    private QuietLoggers() {}

    /** To be called before the first request; harmless where another binding than Logback is at work. */
    public static void quiet() {
        for (String name : TELLTALES) {
            if (LoggerFactory.getLogger(name) instanceof Logger logger
                    && !logger.getEffectiveLevel().isGreaterOrEqual(Level.INFO)) {
                logger.setLevel(Level.INFO);
            }
        }
    }
}
