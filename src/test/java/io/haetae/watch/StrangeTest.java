package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code unreadable}. */
class StrangeTest extends WatchFixture {

    private void record(String hash, String raw) {
        watched.sql(
                "insert into unreadable values (?, ?, ?, 'no eventTime', ?)",
                Watched.NAME,
                hash,
                watched.clock.millis(),
                raw);
    }

    @Test
    void areToldOnceByTheirShapeAndEndAfterADayWithoutANewOne() {
        record("z", "{\"historyId\":\"secret\",\"eventTime\":null,\"productData\":{\"who\":\"secret\"},\"list\":[1]}");
        watched.pass(Duration.ofSeconds(1));
        record("a", "[]");
        watched.poll();
        watched.start();
        watched.poll();
        assertThat(watched.told())
                .containsExactly(
                        "unreadable 0 medium [Haetae] default: Since 2026-11-01 09:01:00 there are records that"
                                + " can't be understood: 2 in the last 24 hours, for example {historyId string, eventTime null,"
                                + " productData object, list array}. Cause: their format seems to have changed. What to do: use"
                                + " a newer Haetae. They are kept as they came; if it is urgent, look into the console.");
        watched.pass(Duration.ofHours(23));
        record("b", "[]");
        watched.poll();
        watched.pass(Duration.ofHours(23));
        watched.poll();
        assertThat(watched.told()).isEmpty();
        watched.pass(Duration.ofHours(1));
        watched.poll();
        assertThat(watched.told())
                .filteredOn(line -> line.startsWith("unreadable"))
                .containsExactly(
                        "unreadable 1 info [Haetae] default: For 24 hours there was no new record that can't be"
                                + " understood. There were some since 2026-11-01 09:01:00, for 1 d 23 h."
                                + " Nothing is left unread.");
        assertThat(watched.open()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"a\":1}]|array",
                "\"text\"|string",
                "12|number",
                "''|nothing",
                "{\"a\":true,\"a\":1.5}|{a number}",
                "{\"a\":1,\"b\":\"cut off|{a number, b string}…",
                "{}|{}"
            })
    void theShapeOfARecord(String raw, String shape) {
        assertThat(Shape.of(raw)).isEqualTo(shape);
    }

    @Test
    void aShapeIsCut() {
        StringBuilder raw = new StringBuilder("{");
        for (int i = 0; i < 100; i++) {
            raw.append("\"name").append(i).append("\":").append(i).append(i < 99 ? ',' : '}');
        }
        assertThat(Shape.of(raw.toString()))
                .hasSize(300)
                .startsWith("{name0 number, name1 number")
                .endsWith("…");
    }
}
