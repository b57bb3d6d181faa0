package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.MovableClock;
import io.haetae.store.AlertQueries;
import io.haetae.store.Hole;
import io.haetae.store.Holes;
import io.haetae.store.Retention;
import io.haetae.store.StoredAlert;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of the watch itself goes with its time, and is not told again for that. */
class RetentionTest {

    private static final Duration KEPT = Duration.ofDays(400);

    @TempDir
    Path folder;

    private Watched watched;
    private long nanos;
    private Retention retention;

    @BeforeEach
    void open() {
        watched = new Watched(folder);
        retention = new Retention(watched.store, KEPT, watched.clock, () -> nanos);
        watched.poll();
    }

    @AfterEach
    void close() {
        watched.close();
    }

    private List<StoredAlert> alerts() {
        return new AlertQueries(watched.store).list(null);
    }

    private void sent() {
        watched.sql("update alert set state = 'sent', settled = ? where state = 'waiting'", watched.clock.millis());
    }

    private int removed() {
        nanos += Duration.ofHours(1).toNanos();
        return retention.tick();
    }

    /** Without an absence that would be told. */
    private void laterBy(Duration time) {
        watched.pass(time);
        watched.sql("update account set last_complete = ?, newest = ?", watched.tracer(), watched.tracer());
        watched.poll();
    }

    @Test
    void aHoleThatWasGivenUpGoesWithItsAlertAndIsNotToldAgain() {
        long from = watched.tracer() - 60_000;
        watched.sql("insert into hole values (?, ?, ?, ?, 'JSON')", Watched.NAME, from, from + 1_000, from);
        watched.poll();
        watched.sql("update hole set reason = ?", Hole.LOST);
        watched.poll();
        assertThat(watched.toldBriefly())
                .as("when it began, and when it was given up")
                .containsExactly("hole 0", "hole 0");
        sent();
        watched.sql(
                "insert into hole values (?, ?, ?, ?, 'JSON')", Watched.NAME, from + 5_000, from + 6_000, from + 5_000);
        laterBy(Duration.ofDays(1));
        sent();

        laterBy(KEPT);
        assertThat(removed()).isEqualTo(2);
        assertThat(new Holes(watched.store).of(Watched.NAME))
                .as("one that was told later stays")
                .extracting(Hole::start)
                .containsExactly(from + 5_000);
        int left = alerts().size();
        laterBy(Duration.ofDays(1));
        assertThat(alerts()).hasSize(left);
    }

    @Test
    void oneThatCouldNotBeToldStaysWithItsAlert() {
        long from = watched.tracer() - 60_000;
        watched.sql("insert into hole values (?, ?, ?, ?, ?)", Watched.NAME, from, from + 1_000, from, Hole.GONE);
        watched.poll();
        watched.sql("update alert set state = 'dead', settled = ?", watched.clock.millis());
        laterBy(KEPT.multipliedBy(2));
        removed();
        assertThat(new Holes(watched.store).of(Watched.NAME)).hasSize(1);
        assertThat(alerts()).extracting(StoredAlert::state).contains("dead");
    }

    @Test
    void theRouteSurvivesAStoreThatHasFailed() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new RetentionRoute(
                    new Retention(watched.store, KEPT, new MovableClock(watched.clock.instant()), () -> 0)));
            camel.start();
            assertThat(camel.getRoute(RetentionRoute.RETENTION).getDescription())
                    .isNotBlank();
            assertThat(camel.createProducerTemplate()
                            .request(RetentionRoute.ENTRY, none -> {})
                            .getException())
                    .isNull();
            watched.sql("drop table channel");
            assertThat(camel.createProducerTemplate()
                            .request(RetentionRoute.ENTRY, none -> {})
                            .getException())
                    .isNull();
        }
    }
}
