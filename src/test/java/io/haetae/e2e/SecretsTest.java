package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import io.haetae.config.QuietLoggers;
import io.haetae.sandbox.Fault;
import io.haetae.sandbox.Received;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A run with failures of every kind and all logs at DEBUG: no key, signature or webhook in any of what is left. */
class SecretsTest {

    private static final LoggerContext LOGS = (LoggerContext) LoggerFactory.getILoggerFactory();

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
    private final AppenderBase<ILoggingEvent> everything = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage()
                    + ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    };
    private final List<Runnable> undo = new ArrayList<>();

    @BeforeEach
    void listen() {
        for (Logger logger : LOGS.getLoggerList()) {
            Level before = logger.getLevel();
            undo.add(() -> logger.setLevel(before));
            logger.setLevel(logger.getName().equals("ROOT") ? Level.DEBUG : null);
        }
        QuietLoggers.quiet(); // as the command line does
        everything.start();
        LOGS.getLogger("ROOT").addAppender(everything);
        LOGS.getLogger("ROOT").detachAppender("console");
    }

    @AfterEach
    void restore() {
        LOGS.getLogger("ROOT").detachAppender(everything);
        undo.forEach(Runnable::run);
    }

    @Test
    void stayInside() throws Exception {
        List<String> secrets;
        try (Estate estate = new Estate(folder)) {
            secrets = new ArrayList<>(List.of(
                    Estate.ACCESS_KEY, Estate.SECRET_KEY, estate.slack.webhook().getPath()));
            estate.poll();
            for (Fault fault : List.of(
                    Fault.error(401, 200, "no"),
                    Fault.error(403, 230, "no"),
                    Fault.error(500, 900, "no"),
                    Fault.error(429, 410, "no"),
                    Fault.reset(),
                    Fault.cutOff(),
                    Fault.raw("<html>".getBytes(StandardCharsets.UTF_8), "text/html", null))) {
                estate.tracer.failNext(fault);
                estate.poll();
            }
            for (int i = 0; i < 30; i++) {
                estate.tracer.add(Records.login(i, estate.clock.millis()));
            }
            estate.poll();
            estate.slack.answerNext(404, "no_service");
            estate.slack.answerNext(500, "rollup_error");
            estate.slack.answerNext(400, "invalid_payload");
            estate.slack.answerNext(200, "<html>");
            estate.slack.resetNext();
            for (int i = 0; i < 60; i++) {
                estate.clock.advance(Duration.ofMinutes(1));
                estate.deliver(1);
            }
            assertThat(estate.outbox().get("sent")).isPositive();
            estate.tracer.requests().forEach(request -> secrets.add(request.header("x-ncp-apigw-signature-v2")));
            for (Received post : estate.slack.requests()) {
                assertThat(post.headers().keySet())
                        .noneMatch(name -> name.toLowerCase().startsWith("x-ncp"));
            }
        }
        assertThat(lines).isNotEmpty();
        assertThat(secrets).hasSizeGreaterThan(8).doesNotContainNull();
        for (String secret : secrets) {
            assertThat(lines).as("a secret in the log").noneMatch(line -> line.contains(secret));
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                secrets.forEach(secret -> assertThat(bytes.contains(secret))
                        .as("%s has a secret", file)
                        .isFalse());
            }
        }
    }
}
