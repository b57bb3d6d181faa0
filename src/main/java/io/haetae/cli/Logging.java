package io.haetae.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.haetae.config.LogForm;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The log, set up in code, as reading it from a logback.xml takes a tenth of the whole start. A file of one's own is
 * used instead with {@code -Dlogback.configurationFile=FILE}; loggers that would print secrets stay quiet all the same.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class Logging extends ContextAwareBase implements Configurator {

    /** System properties that are set before the first logger is made. */
    private static final String TARGET = "haetae.log.target";

    private static final String FORM = "haetae.log.form";

    private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss.SSSxxx} %-5level %logger{0}: %msg%n";
    private static final List<String> TALKATIVE = List.of("org.apache.camel", "org.quartz", "com.mchange");

    /** @param target {@code System.out} or {@code System.err} */
    static void to(String target, LogForm form) {
        System.setProperty(TARGET, target);
        System.setProperty(FORM, form.word());
    }

    @Override
    public ExecutionStatus configure(LoggerContext logback) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(logback);
        console.setName("console");
        console.setTarget(System.getProperty(TARGET, "System.out"));
        console.setEncoder(encoder(logback));
        console.start();
        TALKATIVE.forEach(name -> logback.getLogger(name).setLevel(Level.WARN));
        logback.getLogger("org.sqlite").setLevel(Level.OFF); // what it logs with a stack it throws, too
        Logger root = logback.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(console);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext logback) {
        if (LogForm.JSON.word().equals(System.getProperty(FORM))) {
            JsonLines json = new JsonLines();
            json.setContext(logback);
            json.start();
            return json;
        }
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(logback);
        text.setCharset(StandardCharsets.UTF_8);
        text.setPattern(PATTERN);
        text.start();
        return text;
    }
}
