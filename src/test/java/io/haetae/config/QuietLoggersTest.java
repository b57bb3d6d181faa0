package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class QuietLoggersTest {

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();

    @AfterEach
    void tearDown() {
        root.setLevel(before);
    }

    @Test
    void telltalesSayNothingEvenIfEverythingElseDoes() {
        root.setLevel(Level.TRACE);
        Logger off = (Logger) LoggerFactory.getLogger("okhttp3");
        off.setLevel(Level.OFF);
        QuietLoggers.quiet();
        assertThat(LoggerFactory.getLogger("com.slack.api.util.http.listener.X").isDebugEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger("org.apache.hc.client5.http.headers").isDebugEnabled())
                .isFalse();
        assertThat(LoggerFactory.getLogger("org.apache.hc.client5.http.wire").isDebugEnabled())
                .isFalse();
        assertThat(off.getLevel()).isEqualTo(Level.OFF);
        off.setLevel(null);
    }
}
