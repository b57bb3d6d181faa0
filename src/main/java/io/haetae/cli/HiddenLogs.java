package io.haetae.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;

/** Keeps the log out of the show, and its warnings for the case that the show goes wrong. */
final class HiddenLogs implements AutoCloseable {

    private static final int MOST = 50;

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final LoggerContext context;
    private final TurboFilter filter = new Keep();

    HiddenLogs() {
        context = LoggerFactory.getILoggerFactory() instanceof LoggerContext logback ? logback : null;
        if (context != null) {
            context.addTurboFilter(filter);
        }
    }

    /** The first of them, oldest first, without stack traces. */
    List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() {
        if (context != null) {
            context.getTurboFilterList().remove(filter);
        }
    }

    private final class Keep extends TurboFilter {

        @Override
        public FilterReply decide(
                Marker marker, Logger logger, Level level, String format, Object[] values, Throwable failure) {
            if (format != null && level.isGreaterOrEqual(Level.WARN) && warnings.size() < MOST) {
                warnings.add(level + " " + MessageFormatter.basicArrayFormat(format, values)
                        + (failure == null ? "" : ": " + failure));
            }
            return FilterReply.DENY;
        }
    }
}
