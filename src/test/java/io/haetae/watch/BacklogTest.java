package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.WatchSettings;
import io.haetae.store.Alert;
import io.haetae.store.Outbox;
import io.haetae.store.Severity;
import io.haetae.tracer.TracerFailure.Family;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code behind} and {@code silent}. */
class BacklogTest extends WatchFixture {

    /** A minute passes, then a poll of which only the head was read. */
    private void headPoll() {
        watched.pass(Watched.MINUTE);
        watched.begins();
        watched.headOnly();
        watched.end(true, true, Family.SERVER, 0L);
    }

    private void alert(String record, Duration late) {
        long now = watched.clock.millis();
        Alert alert =
                new Alert(Watched.NAME, "root-login", record, 0, Severity.HIGH, "x", now - late.toMillis(), Map.of());
        watched.store.write(tx -> new Outbox().add(tx, List.of(alert), now));
    }

    @Test
    void behindBeginsOnceAndEndsWhenAllIsReadWithTheAlertsThatCameLate() {
        alert("before", Duration.ofHours(1));
        for (int i = 0; i < 30; i++) {
            headPoll();
        }
        assertThat(watched.told()).isEmpty();
        headPoll();
        assertThat(watched.told())
                .containsExactly("behind 0 high [Haetae] default: At 2026-11-01 09:32:00 reading again is 31 min late:"
                        + " records after 2026-11-01 08:46:00 may still be missing. Cause: requests failed often, or there are many"
                        + " records. What to do: wait, it goes on. If it gets worse, see the last error in bin/haetae"
                        + " status.");
        alert("late 1", Duration.ofMinutes(31));
        alert("late 2", Duration.ofMinutes(6));
        alert("in time", Duration.ofMinutes(5));
        watched.sweepsTo(watched.tracer() - Duration.ofMinutes(14).toMillis());
        watched.start();
        headPoll();
        assertThat(watched.told()).isEmpty();
        watched.poll();
        assertThat(watched.told())
                .containsExactly("behind 1 info [Haetae] default: Everything that was late is read. It took from"
                        + " 2026-11-01 09:32:00 on, for 2 min; alerts told late: 2. Nothing is left unread.");
        assertThat(watched.open()).isEmpty();
    }

    @Test
    void anEndSaysWhatIsStillUnread() {
        watched.fail(Family.PERMISSION);
        watched.pass(Duration.ofMinutes(30));
        for (int piece = 0; piece < 2; piece++) {
            long start = watched.tracer() - 60_000 + piece * 10_000L;
            watched.sql("insert into hole values (?, ?, ?, 1, 'JSON')", Watched.NAME, start, start + 1_000);
        }
        headPoll();
        assertThat(watched.told())
                .filteredOn(line -> line.startsWith("permission 1"))
                .singleElement()
                .asString()
                .endsWith(
                        "From 2026-11-01 08:46:00 on it is still being read again. Stretches that could not be read: 1.");
    }

    private void newest(Duration ago) {
        watched.sql("update account set newest = ?", watched.tracer() - ago.toMillis());
    }

    @Test
    void silentBeginsAfterADayWithoutAnyRecordAndEndsWithTheNextOne() {
        newest(Duration.ofHours(24).minus(Watched.MINUTE));
        watched.poll();
        assertThat(watched.told()).isEmpty();
        watched.poll();
        watched.start();
        watched.poll();
        assertThat(watched.told())
                .containsExactly("silent 0 high [Haetae] default: Since 2026-10-31 09:02:00 there is no activity record"
                        + " of any kind, although reading works. Cause: nothing is done in the account, or the Cloud"
                        + " Activity Tracer records nothing, or the key is another account's. What to do: look for"
                        + " recent records under Cloud Activity Tracer in the console.");
        newest(Duration.ZERO);
        watched.poll();
        assertThat(watched.told())
                .containsExactly("silent 1 info [Haetae] default: There are activity records again. There were none"
                        + " since 2026-10-31 09:02:00, for 1 d. Nothing is left unread.");
        assertThat(watched.open()).isEmpty();
    }

    @Test
    void anAccountWithoutRecordsIsNotSilent() {
        watched.pass(Duration.ofDays(3));
        watched.poll();
        assertThat(watched.openKinds()).isEmpty();
    }

    @Test
    void whoHasNotReadEverythingCantCallItSilent() {
        newest(Duration.ofDays(2));
        watched.fail(Family.SERVER);
        watched.pass(Watched.QUARTER);
        headPoll();
        assertThat(watched.openKinds()).doesNotContain("silent");
        watched.poll();
        assertThat(watched.openKinds()).containsExactly("silent");
    }

    @Test
    void aLongerSilenceThatIsAllowedMeanwhileIsNoRecord() {
        newest(Duration.ofDays(2));
        watched.poll();
        assertThat(watched.toldBriefly()).containsExactly("silent 0");
        watched.watch = new WatchSettings(Duration.ofMinutes(5), Duration.ofDays(7), Locale.ENGLISH);
        watched.start();
        watched.poll();
        assertThat(watched.told()).isEmpty();
        newest(Duration.ZERO);
        watched.poll();
        assertThat(watched.toldBriefly()).containsExactly("silent 1");
    }

    @Test
    void whatTheHeadHasLeftOutIsUnreadHoweverSoonTheSweepComes() {
        watched.fail(Family.PERMISSION);
        watched.sql("update account set skipped = ?", watched.tracer() - 60_000);
        headPoll();
        assertThat(watched.told())
                .filteredOn(line -> line.startsWith("permission 1"))
                .singleElement()
                .asString()
                .endsWith("From 2026-11-01 08:46:00 on it is still being read again.");
    }

    @Test
    void silenceCanBeSwitchedOff() {
        newest(Duration.ofDays(2));
        watched.poll();
        assertThat(watched.toldBriefly()).containsExactly("silent 0");
        watched.watch = new WatchSettings(Duration.ofMinutes(5), Duration.ZERO, Locale.ENGLISH);
        watched.start();
        watched.poll();
        assertThat(watched.told()).isEmpty();
        assertThat(watched.open()).isEmpty();
    }
}
