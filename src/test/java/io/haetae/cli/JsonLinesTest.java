package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    private static JsonNode line(String message, Throwable thrown, Object... values) throws Exception {
        LoggingEvent event = new LoggingEvent(
                "", new LoggerContext().getLogger("io.haetae.Some"), Level.WARN, message, thrown, values);
        event.setThreadName("one");
        event.setInstant(Instant.parse("2026-11-01T00:00:00Z"));
        String text = new String(new JsonLines().encode(event), StandardCharsets.UTF_8);
        assertThat(text).endsWith("}\n");
        assertThat(text.lines()).hasSize(1);
        return new JsonMapper().readTree(text);
    }

    @Test
    void anEventIsOneLine() throws Exception {
        assertThat(line("해태 \"{}\"\n\tends", null, "x"))
                .hasToString("{\"time\":\"2026-11-01T00:00:00.000Z\",\"level\":\"WARN\",\"logger\":\"io.haetae.Some\","
                        + "\"thread\":\"one\",\"message\":\"해태 \\\"x\\\"\\n\\tends\"}");
    }

    @Test
    void anExceptionHasItsStackAndItsCauses() throws Exception {
        JsonNode line = line("failed", new IllegalStateException("odd", new RuntimeException("root")));
        assertThat(line.get("exception").asText())
                .startsWith("java.lang.IllegalStateException: odd")
                .contains("\tat io.haetae.cli.JsonLinesTest", "Caused by: java.lang.RuntimeException: root");
    }

    @Test
    void halfACharacterIsNoReasonToLoseALine() throws Exception {
        assertThat(line("cut \uD83D", null).get("message").asText()).isEqualTo("cut ?");
        assertThat(line(null, null).get("message").asText()).isEqualTo("null");
    }
}
