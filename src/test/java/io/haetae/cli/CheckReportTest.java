package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haetae.MovableClock;
import io.haetae.sandbox.Dialect;
import io.haetae.sandbox.Ends;
import io.haetae.sandbox.Fault;
import io.haetae.sandbox.Order;
import io.haetae.sandbox.SandboxRecord;
import io.haetae.sandbox.SandboxRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --report} finds out how a tracer behaves that the test has told to. */
class CheckReportTest {

    private static final Instant NOW = Terminal.NOW;

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(NOW);
    private final SandboxRecords records = new SandboxRecords(1);
    private Surround surround;
    private Path report;

    @BeforeEach
    void setUp() {
        surround = new Surround(folder, clock);
        surround.terminal.pause = time -> clock.advance(Duration.ofMillis(time));
        report = folder.resolve("report.json");
        for (int i = 0; i < 150; i++) {
            surround.tracer.add(records.noise(NOW.minusSeconds(90 + i * 400L)));
        }
    }

    @AfterEach
    void tearDown() {
        surround.close();
    }

    @Test
    void theDialectTheOrderAndTheEnds() throws IOException {
        surround.tracer
                .dialect(Dialect.SILENT_PAGE_INDEX)
                .order(Order.NEWEST_FIRST)
                .ends(Ends.EXCLUSIVE);
        JsonNode account = report();
        assertThat(account.get("paging").toString())
                .isEqualTo("{\"names\":\"pageIndex,pageSize\",\"proved\":true,\"echoed\":[],\"refused\":[],"
                        + "\"ignored\":[\"page,size\"]}");
        assertThat(account.get("order").textValue()).isEqualTo("newest first");
        assertThat(account.get("ends").toString()).isEqualTo("{\"from\":\"inclusive\",\"to\":\"exclusive\"}");
        assertThat(account.get("pageSizes").toString())
                .isEqualTo("{\"100\":\"honoured\",\"101\":\"refused\",\"200\":\"refused\",\"1000\":\"refused\"}");
    }

    @Test
    void smallPagesBothEndsExclusiveAndNoOrder() throws IOException {
        surround.tracer.dialect(Dialect.SMALL_PAGES).order(Order.SHUFFLED).ends(Ends.BOTH_EXCLUSIVE);
        JsonNode account = report();
        assertThat(account.get("order").textValue()).isEqualTo("neither");
        assertThat(account.get("ends").toString()).isEqualTo("{\"from\":\"exclusive\",\"to\":\"exclusive\"}");
        assertThat(account.get("pageSizes").get("100").textValue()).isEqualTo("cut to 20");
    }

    @Test
    void howLateRecordsAppear() throws IOException {
        appears(40, 120);
        appears(100, 200);
        appears(7_000, 250);
        appears(50, 100_000);
        JsonNode lateness = report().get("lateness");
        assertThat(lateness.get("readAgain").textValue()).isEqualTo("all");
        assertThat(lateness.get("late").toString())
                .isEqualTo("{\"under 10s\":0,\"under 30s\":0,\"under 1m\":1,\"under 2m\":1,\"under 5m\":0,"
                        + "\"under 15m\":0,\"under 1h\":0,\"under 6h\":1,\"under 25h\":0}");
        assertThat(lateness.get("secondsBetweenReadings").intValue()).isEqualTo(300);
    }

    @Test
    void itKeepsWithinTwoHundredQuestionsAndSaysThatItReadPartOnly() throws IOException {
        surround.tracer.dialect(Dialect.SMALL_PAGES);
        for (int i = 0; i < 3_000; i++) {
            surround.tracer.add(records.noise(NOW.minusSeconds(100 + i * 28L)));
        }
        assertThat(report().get("lateness").get("readAgain").textValue()).isEqualTo("part");
        assertThat(surround.tracer.requests()).hasSize(200);
    }

    @Test
    void itHoldsNothingOfTheRecordsAndTheHeadersNamesOnly() throws IOException {
        surround.tracer.passNext();
        surround.tracer.failNext(Fault.error(503, 500, "x", "X-RateLimit-Remaining", "4711"));
        report();
        String text = Files.readString(report);
        assertThat(text).contains("X-RateLimit-Remaining").doesNotContain("4711", Surround.ACCESS_KEY, "127.0.0.1");
        surround.tracer.records().forEach(record -> {
            assertThat(text).doesNotContain(record.historyId());
            assertThat(text).doesNotContain(record.json().get("resourceName").textValue());
            assertThat(text).doesNotContain(record.json().get("eventTime").asText());
        });
    }

    @Test
    void aFileThatCantBeWrittenIsTwoBeforeAnythingIsAsked() {
        assertThat(surround.run(
                        "check", "--report", folder.resolve("none/report").toString()))
                .isEqualTo(2);
        assertThat(surround.tracer.requests()).isEmpty();
    }

    @Test
    void noTracerNoReport() {
        surround.tracer.always(Fault.error(503, 500, "Endpoint Error"));
        assertThat(surround.run("check", "--report", report.toString())).isEqualTo(1);
        assertThat(surround.terminal.err).contains("no report: no tracer could be read");
        assertThat(report).doesNotExist();
    }

    /** An event so many seconds ago that shows so many seconds from now. */
    private void appears(long ago, long from) {
        SandboxRecord made = records.noise(NOW.minusSeconds(ago));
        surround.tracer.add(made.visibleAt(NOW.plusSeconds(from)));
    }

    private JsonNode report() throws IOException {
        surround.run("check", "--report", report.toString());
        assertThat(surround.terminal.err).contains("is written");
        return new JsonMapper()
                .readTree(Files.readString(report))
                .get("accounts")
                .get(0);
    }
}
