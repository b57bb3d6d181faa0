package io.haetae.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class VisibilityTest {

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final SandboxRecords make = new SandboxRecords(2);

    @Test
    void aRecordAppearsWhenItIsVisibleWhereItsEventTimePutsIt() throws Exception {
        try (SandboxTracer tracer = SandboxTracer.start(Clock.systemUTC(), TracerClient.ACCESS, TracerClient.SECRET)) {
            SandboxRecord early = make.noise(now.minusSeconds(100));
            SandboxRecord late = make.noise(now.minusSeconds(90)).visibleAt(now.plusSeconds(60));
            SandboxRecord tomorrow = make.noise(now.plus(Duration.ofDays(1)));
            tracer.add(tomorrow);
            tracer.add(late);
            tracer.add(early);
            TracerClient client = new TracerClient(tracer);

            long from = now.minusSeconds(100).toEpochMilli();
            long to = now.plus(Duration.ofDays(2)).toEpochMilli();
            assertThat(client.ids(from, to, "page", "size", 1)).containsExactly(early.historyId());
            tracer.offset(Duration.ofSeconds(70));
            assertThat(client.ids(from, to, "page", "size", 1)).containsExactly(early.historyId(), late.historyId());
            assertThat(client.ids(from + 1, from + 9_999, "page", "size", 1)).isEmpty();
            assertThat(client.ids(from + 10_000, from + 10_000, "page", "size", 1))
                    .containsExactly(late.historyId());
        }
    }

    @Test
    void withoutTimesTheLastThirtyDaysTwentyAPage() throws Exception {
        try (SandboxTracer tracer = SandboxTracer.start(Clock.systemUTC(), TracerClient.ACCESS, TracerClient.SECRET)) {
            tracer.add(make.noise(now.minus(Duration.ofDays(31))));
            for (int i = 0; i < 21; i++) {
                tracer.add(make.noise(now.minusSeconds(60)));
            }
            JsonNode page = new TracerClient(tracer).page(TracerClient.question());
            assertThat(page.get("items")).hasSize(20);
            assertThat(page.get("size").asInt()).isEqualTo(20);
            assertThat(page.get("hasMore").asBoolean()).isTrue();
        }
    }

    @Test
    void onlyOneResourceByItsName() throws Exception {
        try (SandboxTracer tracer = SandboxTracer.start(Clock.systemUTC(), TracerClient.ACCESS, TracerClient.SECRET)) {
            SandboxRecord one = make.noise(now.minusSeconds(10));
            tracer.add(one);
            tracer.add(make.noise(now.minusSeconds(9)));
            JsonNode page = new TracerClient(tracer)
                    .page(TracerClient.question()
                            .put("nrn", one.json().get("nrn").asText()));
            assertThat(page.get("items")).containsExactly(one.json());
        }
    }

    @Test
    void aRecordThatComesWhileAWindowIsPagedIsInThePagesAfterIt() throws Exception {
        try (SandboxTracer tracer = SandboxTracer.start(Clock.systemUTC(), TracerClient.ACCESS, TracerClient.SECRET)) {
            TracerClient client = new TracerClient(tracer);
            SandboxRecord first = make.noise(now.minusSeconds(10));
            tracer.add(first);
            long from = now.minusSeconds(20).toEpochMilli();
            assertThat(client.ids(from, now.toEpochMilli(), "page", "size", 1)).containsExactly(first.historyId());
            SandboxRecord second = make.noise(now.minusSeconds(11));
            tracer.add(second);
            assertThat(client.ids(from, now.toEpochMilli(), "page", "size", 1))
                    .containsExactly(second.historyId(), first.historyId());
            tracer.order(Order.NEWEST_FIRST);
            assertThat(client.ids(from, now.toEpochMilli(), "page", "size", 1))
                    .containsExactly(first.historyId(), second.historyId());
        }
    }
}
