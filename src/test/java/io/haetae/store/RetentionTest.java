package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.MovableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig;

class RetentionTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration KEPT = Duration.ofDays(400);
    private static final String TEXT = "words ".repeat(50);

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-01T00:00:00Z"));
    private final Outbox outbox = new Outbox();
    private long nanos = -5; // its origin is anywhere
    private long ahead;
    private Store store;
    private Retention retention;

    @BeforeEach
    void open() {
        store = Store.open(folder, SQLiteConfig.SynchronousMode.OFF);
        retention = new Retention(store, KEPT, clock, () -> nanos);
        new Cursors(store).begin("a", 0, List.of(Duration.ofHours(1)), Map.of());
        polled();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private long tracer() {
        return clock.millis() + ahead;
    }

    /** Everything is read up to now, by the tracer's clock. */
    private void polled() {
        long now = tracer();
        new Cursors(store)
                .move("a", new Progress(Map.of(Cursors.HEAD, now, Duration.ofHours(1), now), 0, 0, null, null, now));
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos += time.toNanos();
    }

    /** Somebody sets our clock; the tracer's goes on as it was. */
    private void step(Duration by) {
        clock.advance(by);
        ahead -= by.toMillis();
    }

    private static Alert alert(String record, long eventTime) {
        return new Alert("a", "r", record, 0, Severity.HIGH, TEXT, eventTime, Map.of());
    }

    private void add(String record, long eventTime) {
        store.write(tx -> outbox.add(tx, List.of(alert(record, eventTime)), clock.millis()));
    }

    private void settle(String state) {
        store.write(tx ->
                tx.execute("update alert set state = ?, settled = ? where state = 'waiting'", state, clock.millis()));
    }

    private void sent(String record) {
        add(record, tracer());
        settle("sent");
    }

    private int removed() {
        pass(Duration.ofHours(1));
        return retention.tick();
    }

    private List<String> records() {
        return new AlertQueries(store)
                .list(null).stream().map(stored -> stored.alert().record()).toList();
    }

    private void row(String sql, Object... values) {
        store.write(tx -> tx.execute(sql, values));
    }

    private long number(String sql) {
        return store.read(handle -> handle.createQuery(sql).mapTo(long.class).one());
    }

    @Test
    void sentAlertsGoWhenTheirTimeIsOverAndOthersStay() {
        sent("sent");
        for (String state : List.of("dead", "waiting", "sending")) {
            add(state, tracer());
            settle(state);
        }
        sent("last");
        pass(KEPT.minus(DAY));
        polled();
        assertThat(removed()).isZero();
        pass(DAY.multipliedBy(2));
        polled();
        assertThat(removed()).isEqualTo(1);
        assertThat(records())
                .as("and the newest stays: its id is not given twice")
                .doesNotContain("sent");
        assertThat(records()).containsExactly("dead", "waiting", "sending", "last");
        assertThat(number("select count(*) from alert where id > (select max(id) from alert) - 1"))
                .isEqualTo(1);
    }

    @Test
    void oneWhoseEventIsYoungerStays() {
        add("late", tracer() + Duration.ofDays(30).toMillis());
        settle("sent");
        sent("last");
        pass(KEPT.plus(DAY));
        polled();
        assertThat(removed()).isZero();
        pass(Duration.ofDays(30));
        polled();
        assertThat(removed()).isEqualTo(1);
    }

    @Test
    void aClockThatIsSetToAnotherYearRemovesNothing() {
        sent("one");
        sent("last");
        step(Duration.ofDays(800));
        polled();
        assertThat(removed()).as("ours is ahead").isZero();
        step(Duration.ofDays(-1600));
        sent("at a time that is long ago by our clock");
        sent("last");
        step(Duration.ofDays(800));
        polled();
        assertThat(removed()).as("ours was behind").isZero();
        row("update account set last_complete = last_complete + ?", KEPT.toMillis() * 2);
        assertThat(removed()).as("the tracer's was ahead").isZero();
    }

    /** Tells of a hole for good, as of what ended an hour ago. */
    private void gaveUp() {
        long stop = tracer() - Duration.ofHours(1).toMillis();
        row("insert into hole values ('a', ?, ?, ?, ?)", stop - 1_000, stop, stop - 1_000, Hole.LOST);
        Condition hole = new Condition("a", "hole", Long.toString(stop - 1_000), stop - 1_000, Map.of());
        store.write(tx -> new Conditions().tellBeginning(tx, hole, Severity.HIGH, TEXT, clock.millis()));
        settle("sent");
    }

    @Test
    void aHoleThatWasToldByAClockFarBehindStaysUntilItIsOldItself() {
        step(Duration.ofDays(-800));
        gaveUp();
        sent("last");
        step(Duration.ofDays(800));
        polled();
        assertThat(removed()).as("told years ago by our clock, of today").isZero();
        assertThat(number("select count(*) from hole")).isEqualTo(1);
        pass(KEPT.plus(DAY));
        polled();
        assertThat(removed()).isEqualTo(1);
        assertThat(number("select count(*) from hole"))
                .as("it goes with its alert")
                .isZero();
    }

    @Test
    void aHoleThatHasGrownSinceItWasToldStaysWithItsAlert() {
        gaveUp();
        sent("last");
        pass(KEPT.plus(DAY));
        polled();
        row(
                "update hole set stop = ?, reason = ?",
                tracer() - DAY.multipliedBy(90).toMillis(),
                Hole.GONE);
        assertThat(removed())
                .as("else what comes next would be told as another one")
                .isZero();
        assertThat(number("select count(*) from hole")).isEqualTo(1);
    }

    @Test
    void whoCantReadRemovesNothing() {
        sent("one");
        sent("last");
        pass(KEPT.multipliedBy(3));
        assertThat(removed()).as("what was not polled since may be read again").isZero();
        polled();
        assertThat(removed()).isEqualTo(1);
    }

    @Test
    void looksOnceAnHourAndWithEachTickWhileThereIsMore() {
        retention = new Retention(store, KEPT, clock, () -> nanos, 50);
        assertThat(retention.tick()).isZero();
        for (int i = 0; i < 121; i++) {
            add("r" + i, tracer());
        }
        settle("sent");
        pass(KEPT.plus(DAY));
        polled();
        List<Integer> ticks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ticks.add(retention.tick());
        }
        assertThat(ticks).containsExactly(50, 50, 20, 0);
        row("update alert set state = 'sent'");
        sent("last");
        row("update alert set settled = 0, event_time = 0");
        assertThat(retention.tick()).as("within the hour").isZero();
        assertThat(removed()).isEqualTo(1);
    }

    @Test
    void unreadableRecordsGoAfter30DaysUnlessASweepMayReadThemAgain() {
        row("insert into unreadable values ('a', 'h', ?, 'why', '{}')", clock.millis());
        pass(Duration.ofDays(31));
        assertThat(removed()).as("no sweep has been there since").isZero();
        pass(Duration.ofDays(1));
        polled();
        assertThat(removed()).isPositive();
        assertThat(number("select count(*) from unreadable")).isZero();
    }

    @Test
    void channelsOfOldWebhooksGoUnlessTheirEndIsYetToBeTold() {
        for (String id : List.of("old", "failing", "open", "used")) {
            row(
                    "insert into channel (id, next, failures, since) values (?, ?, ?, 1)",
                    id,
                    clock.millis(),
                    id.equals("used") ? 0 : 3);
        }
        row("insert into condition values ('a', 'channel', 'open', 1, '{}')");
        pass(KEPT.plus(DAY));
        polled();
        row("update channel set next = ? where id = 'used'", clock.millis());
        removed();
        List<String> left = store.read(handle -> handle.createQuery("select id from channel order by id")
                .mapTo(String.class)
                .list());
        assertThat(left).containsExactly("open", "used");
    }

    @Test
    void itFindsThemByAnIndex() {
        String plan = store.read(handle -> handle.createQuery("explain query plan select id from alert"
                        + " where state = 'sent' and account = 'a' and max(settled, event_time) < 5 limit 500")
                .map((row, context) -> row.getString("detail"))
                .one());
        assertThat(plan).contains("alert_sent (account=? AND <expr><?)");
    }

    /** Three years of ten alerts a day, each read again for as long as the tracer shows it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 900})
    void nothingIsTakenForNewAgainAndTheFileStopsToGrow(int jump) {
        List<Long> pages = new ArrayList<>();
        for (int day = 0; day < 1_100; day++) {
            if (day % 97 == 0) {
                step(Duration.ofDays(day % 2 == 0 ? jump : -jump)); // our clock is set to and fro
            }
            List<Alert> alerts = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                alerts.add(alert(day + "-" + i, tracer() - i));
                int earlier = day - (i + 1) * 9;
                if (earlier >= 0) {
                    alerts.add(alert(
                            earlier + "-" + i,
                            tracer() - Duration.ofDays(day - earlier).toMillis()));
                }
            }
            int added = store.transaction(tx -> outbox.add(tx, alerts, clock.millis()));
            assertThat(added).as("new on day %d", day).isEqualTo(10);
            settle("sent");
            pass(DAY);
            polled();
            retention.tick();
            if (day % 100 == 99) {
                pages.add(number("pragma page_count"));
            }
        }
        if (jump == 0) {
            assertThat(pages.get(10)).as("%s", pages).isLessThan(pages.get(5) * 11 / 10);
            assertThat(number("select count(*) from alert")).isBetween(3_990L, 4_020L);
        }
    }

    @Test
    void aPollDoesNotWaitForIt() {
        close();
        store = Store.open(folder); // as in earnest
        retention = new Retention(store, KEPT, clock, () -> nanos);
        store.write(tx -> tx.execute("""
                insert into alert (account, rule, record, ordinal, severity, rank, text, facts, event_time, created,
                  state, batch, settled)
                with recursive n (i) as (select 1 union all select i + 1 from n where i < 20000)
                select 'a', 'r', hex(randomblob(12)), 0, 'high', 1, ?, '{}', 0, 0, 'sent', 20, 0 from n""", TEXT));
        CompletableFuture<Integer> cleaned = CompletableFuture.supplyAsync(() -> {
            int all = 0;
            for (int removed = retention.tick(); removed > 0; removed = retention.tick()) {
                assertThat(removed).isLessThanOrEqualTo(Retention.BATCH);
                all += removed;
            }
            return all;
        });
        long longest = 0;
        int writes = 0;
        while (!cleaned.isDone()) {
            long began = System.nanoTime();
            add("new " + writes++, tracer());
            longest = Math.max(longest, System.nanoTime() - began);
        }
        assertThat(cleaned.join()).isEqualTo(20_000);
        assertThat(writes).as("it takes turns").isGreaterThan(20);
        assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(5));
    }
}
