package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haetae.store.FilledStore;
import io.haetae.store.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusTest {

    private static final long NOW = Terminal.NOW.toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;

    @TempDir
    Path folder;

    Terminal terminal;
    FilledStore store;

    @BeforeEach
    void setUp() {
        terminal = new Terminal(folder);
        store = FilledStore.in(terminal.data());
    }

    @AfterEach
    void tearDown() {
        store.close();
    }

    @Test
    void wellAndBesideARunningWatch() {
        polled(NOW - 12_000, 200);
        store.cursor("default", 0, NOW - 12_000)
                .cursor("default", 15 * MINUTE, NOW - 20 * MINUTE)
                .cursor("default", DAY, NOW - 2 * DAY)
                .rule("default", "root-login")
                .rule("default", "root-access-key")
                .alert("waiting", Severity.HIGH, "x")
                .alert("sending", Severity.HIGH, "x")
                .alert("sent", Severity.HIGH, "x");
        assertThat(terminal.run("status")).isZero();
        assertThat(terminal.err).isEmpty();
        assertThat(terminal.out.lines())
                .containsExactly(
                        "status at 2024-06-01 21:00:00+09:00, Asia/Seoul",
                        "watch  running, process " + ProcessHandle.current().pid(),
                        "account default",
                        "  last complete poll  2024-06-01 20:59:48   12s ago",
                        "  last answer         200",
                        "  records             1,234 read, none unreadable",
                        "  head                2024-06-01 20:59:48   12s behind",
                        "  sweep 15m           2024-06-01 20:40:00   5m behind",
                        "  sweep 24h           2024-05-30 21:00:00   24h behind",
                        "  rules               2: root-access-key, root-login",
                        "outbox",
                        "  alerts              1 waiting, 1 sending, 0 dead, 1 sent",
                        "",
                        "well");
    }

    @Test
    void anOldUnreadableRecordAndAFullFiveMinutesAreWell() {
        polled(NOW - 5 * MINUTE, 500);
        store.unreadable("default", "old", NOW - DAY);
        assertThat(terminal.run("status")).isZero();
    }

    @Test
    void notWellBeforeTheFirstPoll() {
        assertThat(terminal.run("status")).isEqualTo(1);
        assertThat(lastLine()).isEqualTo("not well: nothing has been polled yet");
    }

    @Test
    void notWellWithoutACompletePoll() {
        polled(null, 200);
        assertThat(terminal.run("status")).isEqualTo(1);
        assertThat(lastLine()).isEqualTo("not well: no poll has been complete yet");
    }

    @Test
    void notWellIfTheLastCompletePollIsOld() {
        polled(NOW - 5 * MINUTE - 1, 200);
        assertThat(terminal.run("status")).isEqualTo(1);
        assertThat(lastLine()).isEqualTo("not well: the last complete poll was 5m ago");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void notWellIfTheTracerRefusesUs(int answer) {
        polled(NOW, answer);
        assertThat(terminal.run("status")).isEqualTo(1);
        assertThat(lastLine()).startsWith("not well: the tracer refuses the ").endsWith("(" + answer + ")");
    }

    @Test
    void notWellWithADeadLetter() {
        polled(NOW, 200);
        store.alert("dead", Severity.HIGH, "x");
        assertThat(terminal.run("status")).isEqualTo(1);
        assertThat(lastLine()).isEqualTo("not well: 1 alert is dead: see alerts list --state dead");
    }

    @Test
    void notWellWithAnUnreadableRecordOfToday() {
        polled(NOW, 200);
        store.unreadable("default", "new", NOW - DAY + 1);
        assertThat(terminal.run("status")).isEqualTo(1);
        assertThat(lastLine()).contains("1 record of the last 24 hours could not be understood");
    }

    /** A full disk or a locked store is well to whoever reads it: it said so for the five minutes until the watch was blind. */
    @Test
    void notWellWhileTheWatchSaysThatItsStoreFails() throws Exception {
        polled(NOW, 200);
        stamp("0123456789abcdef " + (NOW - MINUTE) + " " + NOW + " open\n");
        assertThat(terminal.run("status")).isEqualTo(1);
        assertThat(lastLine())
                .isEqualTo("not well: the store has failed since 2024-06-01 20:59:00, and its people have not heard"
                        + " that it is well");
        stamp("0123456789abcdef " + (NOW - MINUTE) + " " + NOW + " ended\n");
        assertThat(terminal.run("status")).isZero();
    }

    private void stamp(String lines) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(lines.getBytes(StandardCharsets.UTF_8));
        Files.writeString(terminal.data().resolve("store-told"), String.format("%08x\n", sum.getValue()) + lines);
    }

    @Test
    void allOfItsComplaintsInOneLineEachWithItsAccount() {
        polled(NOW - 60 * MINUTE, 401);
        store.account("second", NOW, 200, null).alert("dead", Severity.HIGH, "x");
        assertThat(terminal.run("status")).isEqualTo(1);
        assertThat(lastLine())
                .isEqualTo("not well: account default: the last complete poll was 1h ago;"
                        + " account default: the tracer refuses the keys (401);"
                        + " 1 alert is dead: see alerts list --state dead");
    }

    @Test
    void theLastErrorAndAHeldChannelWithin80Columns() {
        store.account("default", NOW, 200, "503: " + "an answer of many words ".repeat(8))
                .channel("0123456789abcdef", NOW + MINUTE, 3, "429")
                .channel("fedcba9876543210", 0, 0, "long over");
        assertThat(terminal.run("status")).isZero();
        assertThat(terminal.out)
                .contains("  last error          2024-06-01 21:00:00   0s ago\n                      503: an answer")
                .doesNotContain("(before the last complete poll)")
                .contains("  channel             held until 2024-06-01 21:01:00")
                .contains("3 in a row")
                .doesNotContain("long over");
        assertThat(terminal.out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void anErrorOfTheTimeBeforeTheLastCompletePollSaysSo() {
        store.account("default", NOW - MINUTE, 200, "503")
                .run(handle -> handle.execute("update account set last_complete = ?", NOW));
        assertThat(terminal.run("status")).isZero();
        assertThat(terminal.out).contains("1m ago\n                      (before the last complete poll)\n");
        store.clockOffset("default", 2 * MINUTE);
        assertThat(terminal.run("status")).isZero();
        assertThat(terminal.out).doesNotContain("(before");
    }

    @Test
    void saysWhetherAWatchRuns() throws IOException {
        polled(NOW, 200);
        assertThat(terminal.run("status", "--json")).isZero();
        assertThat(new JsonMapper().readTree(terminal.out).get("running").booleanValue())
                .isTrue();
        store.close();
        assertThat(terminal.run("status")).isZero();
        assertThat(terminal.out).contains("watch  not running\n").endsWith("\nwell so far; no watch is running\n");
        assertThat(terminal.run("status", "--json")).isZero();
        JsonNode json = new JsonMapper().readTree(terminal.out);
        assertThat(json.get("running").booleanValue()).isFalse();
        assertThat(json.get("process").isNull()).isTrue();
        store = FilledStore.in(terminal.data());
    }

    @Test
    void anOpenConditionIsShownInWordsAndIsNotWell() {
        polled(NOW, 200);
        store.condition("default", "clock", NOW - 61 * MINUTE, "{\"offset\":\"-240000\"}")
                .condition("default", "permission", NOW - MINUTE, "{}");
        assertThat(terminal.run("status")).isEqualTo(1);
        assertThat(terminal.out)
                .contains(
                        "  clock               since 2024-06-01 19:59:00   1h1m ago\n",
                        "                      Since 2024-06-01 19:59:00 the clock of this machine is\n",
                        "  permission          since 2024-06-01 20:59:00   1m ago\n",
                        "NCP_CLOUD_ACTIVITY_TRACER_VIEWER");
        assertThat(terminal.out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        assertThat(lastLine()).isEqualTo("not well: open: clock, permission");
        assertThat(terminal.run("status", "--json")).isEqualTo(1);
        assertThat(terminal.out)
                .contains("\"kind\" : \"clock\"", "\"words\" : \"Since 2024-06-01 19:59:00 the clock of this");
    }

    @Test
    void whatBlindsIsToldByTheLatestFailure() throws IOException {
        polled(NOW, 200);
        store.condition("default", "blind", NOW - 61 * MINUTE, "{\"family\":\"SERVER\"}");
        assertThat(terminal.run("status")).isEqualTo(1);
        assertThat(words()).contains("Cause: the API has trouble of its own (HTTP 5xx).");
        store.run(handle -> handle.execute("update account set last_family = 'CREDENTIALS'"));
        assertThat(terminal.run("status")).isEqualTo(1);
        assertThat(words())
                .contains("Cause: the API refuses the key, its signature or our clock.", "Check the key in the console")
                .doesNotContain("HTTP 5xx");
        assertThat(terminal.run("status", "--json")).isEqualTo(1);
        assertThat(new JsonMapper()
                        .readTree(terminal.out)
                        .at("/conditions/0/words")
                        .textValue())
                .contains("the API refuses the key");
    }

    @Test
    void anotherConditionKeepsItsOwnCause() {
        polled(NOW, 200);
        store.condition(
                        "default",
                        "hole",
                        NOW,
                        "{\"from\":\"1717196400000\",\"to\":\"1717196400000\",\"reason\":\"JSON\"}")
                .run(handle -> handle.execute("update account set last_family = 'SERVER'"));
        assertThat(terminal.run("status")).isEqualTo(1);
        assertThat(words()).contains("Cause: the answer is no JSON.");
    }

    @Test
    void blindAfterIsTheConfiguredOne() {
        polled(NOW - 6 * MINUTE, 200);
        assertThat(terminal.run(Map.of("HAETAE_BLIND_AFTER", "6m"), "status")).isZero();
        assertThat(terminal.run(Map.of("HAETAE_BLIND_AFTER", "5m59s"), "status"))
                .isEqualTo(1);
    }

    @Test
    void aLocalClockThatIsOffIsNotBlind() {
        polled(NOW - 60 * MINUTE - 12_000, 200);
        store.cursor("default", 0, NOW - 60 * MINUTE - 12_000).clockOffset("default", -60 * MINUTE);
        assertThat(terminal.run("status")).isZero();
        assertThat(terminal.out).contains("   12s ago\n", "   12s behind\n");
        assertThat(terminal.run("status", "--json")).isZero();
        assertThat(terminal.out).contains("\"behind\" : 12000");
    }

    @Test
    void aChannelThatIsHeldForMoreThanFiveMinutesIsNotWell() {
        polled(NOW, 200);
        store.channelSince("0123456789abcdef", NOW - 5 * MINUTE);
        assertThat(terminal.run("status")).isZero();
        store.channelSince("fedcba9876543210", NOW - 6 * MINUTE);
        assertThat(terminal.run("status")).isEqualTo(1);
        assertThat(lastLine()).isEqualTo("not well: Slack has taken nothing for 6m");
    }

    @Test
    void cantTellWithoutAStore() {
        assertThat(terminal.run(Map.of("HAETAE_DATA", folder.resolve("none").toString()), "status"))
                .isEqualTo(2);
        assertThat(terminal.out).isEmpty();
        assertThat(terminal.err)
                .startsWith("haetae: can't tell: there is no store in ")
                .hasLineCount(1);
    }

    @Test
    void cantTellAsJsonEither() throws IOException {
        String none = folder.resolve("none").toString();
        assertThat(terminal.run(Map.of("HAETAE_DATA", none), "status", "--json"))
                .isEqualTo(2);
        JsonNode json = new JsonMapper().readTree(terminal.out);
        assertThat(json.get("well").isNull()).isTrue();
        assertThat(json.get("error").textValue()).startsWith("there is no store in " + none);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void cantTellFromGarbage() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("haetae.db"), "no database ".repeat(100));
        assertThat(terminal.run(Map.of("HAETAE_DATA", other.toString()), "status"))
                .isEqualTo(2);
        assertThat(terminal.err).startsWith("haetae: can't tell: ").hasLineCount(1);
    }

    @Test
    void asJson() throws IOException {
        polled(NOW - 6 * MINUTE, 200);
        store.cursor("default", 15 * MINUTE, NOW - 20 * MINUTE).rule("default", "root-login");
        assertThat(terminal.run("status", "--json")).isEqualTo(1);
        JsonNode json = new JsonMapper().readTree(terminal.out);
        assertThat(json.get("well").booleanValue()).isFalse();
        assertThat(json.get("complaints").get(0).textValue()).isEqualTo("the last complete poll was 6m ago");
        assertThat(json.get("now").longValue()).isEqualTo(NOW);
        JsonNode account = json.get("accounts").get(0);
        assertThat(account.get("lastComplete").longValue()).isEqualTo(NOW - 6 * MINUTE);
        assertThat(account.get("lastFailure").isNull()).isTrue();
        assertThat(account.get("cursors").get(0).get("behind").longValue()).isEqualTo(5 * MINUTE);
        assertThat(account.get("rules").get(0).get("id").textValue()).isEqualTo("root-login");
        assertThat(json.get("outbox").get("dead").longValue()).isZero();
        assertThat(json.get("channels").isArray()).isTrue();
    }

    private void polled(Long lastComplete, int answer) {
        store.account("default", lastComplete, answer, null);
    }

    /** The output as if no line had been folded. */
    private String words() {
        return terminal.out.replaceAll("\\s+", " ");
    }

    private String lastLine() {
        return terminal.out.lines().reduce((a, b) -> b).orElseThrow();
    }
}
