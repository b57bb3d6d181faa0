package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.store.Hole;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StretchesTest extends WatchFixture {

    private static final long TEN = Instant.parse("2026-11-01T01:00:00Z").toEpochMilli();

    /** From and to in seconds after ten. */
    private void row(int from, int to, int stretch, String reason) {
        watched.sql(
                "insert into hole (account, start, stop, stretch, reason) values (?, ?, ?, ?, ?)",
                Watched.NAME,
                TEN + from * 1000L,
                TEN + to * 1000L,
                TEN + stretch * 1000L,
                reason);
    }

    private void read(int from) {
        watched.sql("delete from hole where start = ?", TEN + from * 1000L);
    }

    @Test
    void eachStretchIsToldOnceAndEndsWhenAllOfItWasRead() {
        row(0, 60, 0, "JSON");
        row(60, 120, 0, "JSON");
        row(600, 601, 600, "the answer is no page of activities (HTTP 200)");
        watched.poll();
        watched.start();
        watched.poll();
        assertThat(watched.told())
                .containsExactly(
                        "hole 0 high [Haetae] default: At 2026-11-01 09:02:00 the records from 2026-11-01 10:00:00 to"
                                + " 2026-11-01 10:02:00 could not be read and were passed over. Cause: the answer is no"
                                + " JSON. What to do: they are tried again by themselves. If it is urgent, look at that"
                                + " time under Cloud Activity Tracer in the console.",
                        "hole 0 high [Haetae] default: At 2026-11-01 09:02:00 the records from 2026-11-01 10:10:00 to"
                                + " 2026-11-01 10:10:01 could not be read and were passed over. Cause: the answer is no"
                                + " page of the activity log. What to do: they are tried again by themselves. If it"
                                + " is urgent, look at that time under Cloud Activity Tracer in the console.");
        read(0);
        watched.poll();
        assertThat(watched.told()).isEmpty();
        read(60);
        watched.poll();
        assertThat(watched.told())
                .containsExactly("hole 1 info [Haetae] default: The records from 2026-11-01 10:00:00 to"
                        + " 2026-11-01 10:02:00 that were passed over are read after all. It took from"
                        + " 2026-11-01 09:02:00 on, for 3 min. Stretches that could not be read: 1.");
        assertThat(watched.openKinds()).containsExactly("hole");
    }

    @Test
    void oneThatJoinsAnotherEndsInSilenceAndTheWholeIsToldAtTheEnd() {
        row(0, 60, 0, "JSON");
        row(120, 180, 120, "JSON");
        watched.poll();
        assertThat(watched.toldBriefly()).containsExactly("hole 0", "hole 0");
        row(60, 120, 0, "JSON");
        watched.sql("update hole set stretch = ?", TEN);
        watched.poll();
        assertThat(watched.told()).isEmpty();
        assertThat(watched.open()).hasSize(1);
        watched.sql("delete from hole");
        watched.poll();
        assertThat(watched.told()).hasSize(1).first().asString().contains("10:00:00 to 2026-11-01 10:03:00");
        assertThat(watched.open()).isEmpty();
    }

    @Test
    void theSameStretchAgainIsToldAgain() {
        row(0, 60, 0, "JSON");
        watched.poll();
        read(0);
        watched.poll();
        row(0, 60, 0, "JSON");
        watched.poll();
        assertThat(watched.toldBriefly()).containsExactly("hole 0", "hole 1", "hole 0");
    }

    @Test
    void whatIsOlderThanTheTracerKeepsIsToldOnceAndHasNoEnd() {
        row(0, 60, 0, Hole.GONE);
        watched.poll();
        watched.start();
        watched.poll();
        assertThat(watched.told())
                .containsExactly("hole 0 high [Haetae] default: The records from 2026-11-01 10:00:00 to"
                        + " 2026-11-01 10:01:00 can never be read. Cause: they are kept for 90 days only. What to do:"
                        + " look for what happened then in other logs.");
        assertThat(watched.open()).isEmpty();
        read(0);
        watched.poll();
        assertThat(watched.told()).isEmpty();
    }

    @Test
    void whatNoSweepCouldReadIsGivenUpOnceAndHasNoOtherEnd() {
        row(0, 60, 0, "JSON");
        watched.poll();
        assertThat(watched.toldBriefly()).containsExactly("hole 0");
        watched.sql("update hole set reason = ?", Hole.LOST);
        watched.poll();
        watched.start();
        watched.poll();
        assertThat(watched.told())
                .containsExactly("hole 0 high [Haetae] default: The records from 2026-11-01 10:00:00 to"
                        + " 2026-11-01 10:01:00 could not be read at any age and are not tried again. What to do: look"
                        + " at that time under Cloud Activity Tracer in the console.");
        assertThat(watched.open()).isEmpty();
    }
}
