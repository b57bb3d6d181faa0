package io.haetae.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TracerPagingTest {

    private static final int RECORDS = 260;
    private static final long FIRST = Instant.parse("2024-06-01T00:00:00Z").toEpochMilli();
    private static final long LAST = FIRST + RECORDS - 1;

    private final SandboxTracer tracer =
            SandboxTracer.start(Clock.systemUTC(), TracerClient.ACCESS, TracerClient.SECRET);
    private final TracerClient client = new TracerClient(tracer);
    private final List<String> ids = new ArrayList<>();

    @BeforeEach
    void oneRecordEachMillisecond() {
        SandboxRecords make = new SandboxRecords(1);
        for (int i = 0; i < RECORDS; i++) {
            tracer.add(make.noise(Instant.ofEpochMilli(FIRST + i)));
        }
        tracer.records().forEach(made -> ids.add(made.historyId()));
        assertThat(ids).doesNotHaveDuplicates().hasSize(RECORDS);
    }

    @AfterEach
    void close() {
        tracer.close();
    }

    static Stream<Arguments> everyCombination() {
        return Stream.of(Dialect.values())
                .flatMap(dialect -> Stream.of(Order.values())
                        .flatMap(order -> Stream.of(Ends.values()).map(ends -> Arguments.of(dialect, order, ends))));
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void pagesThroughEverythingOnce(Dialect dialect, Order order, Ends ends) throws Exception {
        tracer.dialect(dialect).order(order).ends(ends);
        List<String> read = client.ids(FIRST, LAST, dialect.page, dialect.size, 100);

        List<String> expected = new ArrayList<>(ids.subList(ends.from ? 0 : 1, ends.to ? RECORDS : RECORDS - 1));
        assertThat(read).containsExactlyInAnyOrderElementsOf(expected);
        switch (order) {
            case OLDEST_FIRST -> assertThat(read).isEqualTo(expected);
            case NEWEST_FIRST -> {
                Collections.reverse(expected);
                assertThat(read).isEqualTo(expected);
            }
            case SHUFFLED -> {
                assertThat(read).isNotEqualTo(expected);
                assertThat(client.ids(FIRST, LAST, dialect.page, dialect.size, 100))
                        .isEqualTo(read);
            }
        }
        int pages = dialect == Dialect.SMALL_PAGES ? 13 : 3;
        assertThat(tracer.requests()).hasSize(order == Order.SHUFFLED ? 2 * pages : pages);
    }

    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"PAGE_INDEX", "SILENT_PAGE_INDEX"})
    void theWrongPairReadsTheFirstTwentyForEver(Dialect dialect) throws Exception {
        tracer.dialect(dialect);
        JsonNode answer = page("page", 1, "size", 100);
        assertThat(answer.get("items")).hasSize(20);
        assertThat(answer.get("items").get(0).get("historyId").asText()).isEqualTo(ids.get(0));
        assertThat(answer.get("hasMore").asBoolean()).isTrue();
        assertThat(answer.path("pageSize").asInt()).isEqualTo(dialect.echoes ? 20 : 0);
        assertThat(answer.has("page")).isFalse();
    }

    @Test
    void theStrictOneRefusesNamesItDoesNotKnow() throws Exception {
        tracer.dialect(Dialect.STRICT_PAGE_INDEX);
        assertThat(client.ask("{\"page\":0}").statusCode()).isEqualTo(400);
        assertThat(client.ask("{\"size\":10}").body()).contains("\"errorCode\":\"100\"");
        assertThat(client.ask("{\"pageIndex\":0,\"pageSize\":10}").statusCode()).isEqualTo(200);
    }

    @Test
    void smallPagesSaySo() throws Exception {
        tracer.dialect(Dialect.SMALL_PAGES);
        JsonNode answer = page("page", 1, "size", 100);
        assertThat(answer.get("size").asInt()).isEqualTo(20);
        assertThat(answer.get("page").asInt()).isEqualTo(1);
        assertThat(answer.get("itemCount").asInt()).isEqualTo(20);
        assertThat(answer.get("items").get(0).get("historyId").asText()).isEqualTo(ids.get(20));
    }

    @Test
    void aFullLastPageHasNoMore() throws Exception {
        JsonNode answer = client.page(TracerClient.question()
                .put("fromEventTime", Long.toString(FIRST))
                .put("toEventTime", Long.toString(FIRST + 99))
                .put("size", "100"));
        assertThat(answer.get("items")).hasSize(100);
        assertThat(answer.get("hasMore").asBoolean()).isFalse();
    }

    @Test
    void pagesMayShiftAndRepeat() throws Exception {
        tracer.failNext(Fault.shift(3), Fault.repeatPage(), Fault.altered(page -> page.remove("hasMore")));
        assertThat(firstId(page("page", 1, "size", 100))).isEqualTo(ids.get(97));
        JsonNode repeated = page("page", 2, "size", 100);
        assertThat(firstId(repeated)).isEqualTo(ids.get(0));
        assertThat(repeated.get("page").asInt()).isEqualTo(2);
        assertThat(page("page", 2, "size", 100).has("hasMore")).isFalse();
        assertThat(firstId(page("page", 2, "size", 100))).isEqualTo(ids.get(200));
    }

    private JsonNode page(String page, int number, String size, int asked) throws Exception {
        return client.page(TracerClient.question()
                .put("fromEventTime", FIRST)
                .put("toEventTime", LAST)
                .put(page, number)
                .put(size, asked));
    }

    private static String firstId(JsonNode page) {
        return page.get("items").get(0).get("historyId").asText();
    }
}
