package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haetae.store.FilledStore;
import io.haetae.store.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTest {

    @TempDir
    Path folder;

    Terminal terminal;
    FilledStore store;

    @BeforeEach
    void setUp() {
        terminal = new Terminal(folder);
        store = FilledStore.in(terminal.data())
                .alert("sent", Severity.HIGH, "[주의] 로그인")
                .alert("dead", Severity.CRITICAL, "[경고] \u001B[2J키\n둘")
                .alert("dead", Severity.INFO, "third")
                .alert("waiting", Severity.LOW, "fourth");
    }

    @AfterEach
    void tearDown() {
        store.close();
    }

    @Test
    void listsALineEachWithoutControlCharacters() {
        assertThat(terminal.run("alerts", "list")).isZero();
        assertThat(terminal.out.lines())
                .containsExactly(
                        "ID  STATE    SEVERITY  TEXT",
                        " 1  sent     high      [주의] 로그인",
                        " 2  dead     critical  [경고]  [2J키 둘",
                        " 3  dead     info      third",
                        " 4  waiting  low       fourth");
    }

    @Test
    void listsThoseOfAState() {
        assertThat(terminal.run("alerts", "list", "--state", "waiting")).isZero();
        assertThat(terminal.out.lines()).hasSize(2).last().asString().contains("fourth");
        assertThat(terminal.run("alerts", "list", "--state", "sending")).isZero();
        assertThat(terminal.out).isEmpty();
        assertThat(terminal.err.strip()).isEqualTo("no alerts are sending");
        assertThat(terminal.run("alerts", "list", "--state", "lost")).isEqualTo(2);
        assertThat(terminal.err).startsWith("haetae: --state is one of waiting, sending, sent, dead");
    }

    @Test
    void listsAsJson() throws IOException {
        assertThat(terminal.run("alerts", "list", "--state", "dead", "--json")).isZero();
        JsonNode json = new JsonMapper().readTree(terminal.out);
        assertThat(json).hasSize(2);
        assertThat(json.get(0).get("id").longValue()).isEqualTo(2);
        assertThat(json.get(0).get("severity").textValue()).isEqualTo("critical");
        assertThat(json.get(0).get("text").textValue()).contains("\n");
        assertThat(json.get(0).get("settled").longValue()).isEqualTo(1717200003000L);
        assertThat(json.get(0).get("facts").get("who").textValue()).isEqualTo("admin");
        terminal.run("alerts", "list", "--state", "sending", "--json");
        assertThat(new JsonMapper().readTree(terminal.out).isArray()).isTrue();
    }

    @Test
    void showsOneInTheConfiguredZone() {
        assertThat(terminal.run(Map.of("HAETAE_TIME_ZONE", "UTC"), "alerts", "show", "2"))
                .isZero();
        assertThat(terminal.out)
                .contains("state             dead\n")
                .contains("reason            invalid_payload\n")
                .contains("given up          2024-06-01 00:00:03\n")
                .contains("event time        2024-06-01 00:00:00\n")
                .contains("who               admin\n")
                .doesNotContain("resource", "\u001B");
        assertThat(terminal.run("alerts", "show", "99")).isEqualTo(1);
        assertThat(terminal.err.strip()).isEqualTo("haetae: no alert has the id 99");
        assertThat(terminal.run("alerts", "show", "x")).isEqualTo(2);
    }

    @Test
    void showsFactsInTheConfiguredLanguage() {
        assertThat(terminal.run(Map.of("HAETAE_LANGUAGE", "ko"), "alerts", "show", "2"))
                .isZero();
        assertThat(terminal.out).contains("사용자            admin\n").doesNotContain("who");
    }

    @Test
    void replaysTheDeadOnesAndSaysWhichItLeftAlone() {
        assertThat(terminal.run("alerts", "replay", "2", "1", "99")).isEqualTo(1);
        assertThat(terminal.out.strip()).isEqualTo("1 alert waits to be sent again");
        assertThat(terminal.err.lines())
                .containsExactly(
                        "haetae: alert 1 is left alone: it is sent", "haetae: alert 99 is left alone: there is none");
        assertThat(terminal.run("alerts", "replay", "3", "3")).isZero();
        assertThat(terminal.run("alerts", "replay", "--all")).isZero();
        assertThat(terminal.out.strip()).isEqualTo("no alert waits to be sent again");
        assertThat(terminal.run("alerts", "replay")).isEqualTo(2);
        assertThat(terminal.run("alerts", "replay", "--all", "2")).isEqualTo(2);
    }

    @Test
    void aStoreThatIsNotThereFails() {
        assertThat(terminal.run(Map.of("HAETAE_DATA", folder.resolve("none").toString()), "alerts", "list"))
                .isEqualTo(1);
        assertThat(terminal.err).startsWith("haetae: there is no store in ").hasLineCount(1);
    }
}
