package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haetae.sandbox.Fault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code haetae.log=json}: every line of a run is an object, from the first to the last. */
class JsonLogTest {

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path folder;

    private Child child;

    @BeforeEach
    void open() {
        child = new Child(folder);
        child.properties.add("haetae.log=json");
    }

    @AfterEach
    void close() throws InterruptedException {
        child.close();
    }

    private List<JsonNode> log() throws Exception {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : child.out().lines().toList()) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }

    private List<String> messages() throws Exception {
        return log().stream().map(line -> line.get("message").asText()).toList();
    }

    @Test
    void everyLineOfARunWithTroubleIsAnObject() throws Exception {
        child.tracer.always(Fault.status(500, "a \"quoted\" trouble"));
        child.slack.always(Fault.status(500, "rollup_error"));
        Instant began = Instant.now().minusSeconds(2);
        child.run();
        child.until(() -> assertThat(messages()).anyMatch(message -> message.contains("500")));
        child.tracer.heal();
        child.login();
        child.until(() -> assertThat(messages()).anyMatch(message -> message.contains("rollup_error")));
        assertThat(child.stop()).isZero();
        assertThat(child.err()).isEmpty();
        assertThat(messages().get(0)).matches("haetae \\S+.* begins; .*");
        assertThat(messages()).last().isEqualTo("haetae ends");
        assertThat(log()).allSatisfy(line -> {
            assertThat(line.fieldNames()).toIterable().startsWith("time", "level", "logger", "thread", "message");
            assertThat(line.get("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(Instant.parse(line.get("time").asText())).isBetween(began, Instant.now());
            assertThat(line.get("level").asText()).isIn("INFO", "WARN", "ERROR");
            assertThat(line.get("logger").asText()).contains(".");
        });
    }

    @Test
    void whatIsWrongWithTheConfigurationIsALineForPeople() throws Exception {
        child.properties.add("haetae.blind-after=never");
        child.run();
        assertThat(child.ends()).isEqualTo(2);
        assertThat(child.out()).isEmpty();
        assertThat(child.err()).startsWith("haetae: configuration: haetae.blind-after: ");
    }
}
