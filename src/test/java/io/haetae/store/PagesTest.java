package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {

    @TempDir
    Path folder;

    private Store store;
    private Pages pages;

    @BeforeEach
    void open() {
        store = Store.open(folder);
        pages = new Pages(store, new Outbox());
        new Cursors(store).begin("a", 0, List.of(Duration.ofHours(1)), Map.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Alert alert(String record, int ordinal) {
        return new Alert("a", "r", record, ordinal, Severity.HIGH, "text", 5, Map.of());
    }

    private int save(List<Unreadable> unreadable, List<Alert> alerts) {
        return pages.save("a", 200, 3, null, unreadable, alerts, 42);
    }

    private List<Map<String, Object>> rows(String sql) {
        return store.read(handle -> handle.createQuery(sql).mapToMap().list());
    }

    @Test
    void keepEachAlertAndEachUnreadableOnce() {
        Unreadable one = new Unreadable("h1", "no time", "{}");
        assertThat(save(List.of(one, one), List.of(alert("x", 0), alert("x", 1), alert("x", 0))))
                .isEqualTo(2);
        assertThat(save(List.of(one, new Unreadable("h2", "no time", "[]")), List.of(alert("x", 1), alert("y", 0))))
                .isEqualTo(1);
        assertThat(rows("select record, ordinal from alert order by id"))
                .containsExactly(
                        Map.of("record", "x", "ordinal", 0),
                        Map.of("record", "x", "ordinal", 1),
                        Map.of("record", "y", "ordinal", 0));
        assertThat(rows("select account, hash, seen, reason, raw from unreadable order by hash"))
                .containsExactly(
                        Map.of("account", "a", "hash", "h1", "seen", 42, "reason", "no time", "raw", "{}"),
                        Map.of("account", "a", "hash", "h2", "seen", 42, "reason", "no time", "raw", "[]"));
        assertThat(rows("select records_read, last_status from account"))
                .containsExactly(Map.of("records_read", 6, "last_status", 200));
    }

    @Test
    void rememberTheNewestRecordEverRead() {
        List<Object> newest = new ArrayList<>();
        for (Long of : new Long[] {null, 7L, 5L, null, 9L}) {
            pages.save("a", 200, 1, of, List.of(), List.of(), 42);
            newest.add(rows("select newest from account").get(0).get("newest"));
        }
        assertThat(newest).containsExactly(null, 7, 7, 7, 9);
    }

    @Test
    void keepNothingOfAPageThatFails() {
        store.write(handle ->
                handle.execute("create trigger t before insert on alert begin select raise(abort, 'disk full'); end"));
        assertThatThrownBy(() -> save(List.of(new Unreadable("h", "why", "{}")), List.of(alert("x", 0))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("disk full");
        assertThat(rows("select * from unreadable")).isEmpty();
        assertThat(rows("select records_read from account")).containsExactly(Map.of("records_read", 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "한", "😀", "x😀"})
    void cutTheUnreadableAt64KiB(String unit) {
        String raw = unit.repeat(70_000);
        save(List.of(new Unreadable("h", "why", raw)), List.of());
        String kept = (String) rows("select raw from unreadable").get(0).get("raw");
        assertThat(kept.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(64 * 1024 - 5, 64 * 1024);
        assertThat(raw).startsWith(kept);
    }

    @Test
    void leaveAnUnreadableOf64KiBWhole() {
        String raw = "x".repeat(64 * 1024);
        assertThat(new Unreadable("h", "why", raw).raw()).isEqualTo(raw);
        assertThat(new Unreadable("h", "why", "한글").raw()).isEqualTo("한글");
    }
}
