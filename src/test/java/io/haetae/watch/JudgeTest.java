package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.tracer.TracerFailure.Family;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code blind} and {@code away}, over restarts, crash loops and clocks that are set. */
class JudgeTest {

    @TempDir
    Path folder;

    private Watched watched;

    @BeforeEach
    void setUp() {
        watched = new Watched(folder);
    }

    @AfterEach
    void tearDown() {
        watched.close();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            watched.fail(Family.SERVER);
        }
    }

    @Test
    void aWatchThatIsWellTellsNothing() {
        for (int i = 0; i < 60; i++) {
            watched.poll();
            watched.tick();
            if (i % 7 == 0) {
                watched.start();
            }
        }
        assertThat(watched.told()).isEmpty();
        assertThat(watched.open()).isEmpty();
    }

    @Test
    void blindBeginsAfterFiveMinutesAndEndsWithACompletePoll() {
        watched.poll();
        fail(5);
        assertThat(watched.told()).isEmpty();
        fail(1);
        assertThat(watched.told())
                .containsExactly(
                        "blind 0 critical [Haetae] default: Since 2026-11-01 09:01:00 the activity log could not"
                                + " be read to its end. Cause: the API has trouble of its own (HTTP 5xx). What to do: See the"
                                + " notices of NAVER Cloud. What is missed is read and told as soon as it works again.");
        fail(10);
        watched.tick();
        assertThat(watched.told()).isEmpty();
        assertThat(watched.openKinds()).containsExactly("blind");
        watched.poll();
        assertThat(watched.told())
                .containsExactly("blind 1 info [Haetae] default: The activity log is read to its end again."
                        + " It was not since 2026-11-01 09:01:00, for 17 min. Nothing is left unread.");
        watched.poll();
        assertThat(watched.told()).isEmpty();
        assertThat(watched.open()).isEmpty();
    }

    @Test
    void blindIsToldOnceAndEndedOverRestarts() {
        watched.poll();
        fail(6);
        assertThat(watched.toldBriefly()).containsExactly("blind 0");
        watched.start();
        fail(3);
        watched.start();
        assertThat(watched.toldBriefly()).containsExactly("away 0"); // of the first of the two starts only
        watched.poll();
        assertThat(watched.toldBriefly()).containsExactly("blind 1");
    }

    /** Its process dies between the head's last window and the judge; half an hour later the next one is blind again. */
    @Test
    void aCompletePollThatNobodyJudgedEndsTheLastBlindnessAndBeginsTheNext() {
        watched.poll();
        fail(6);
        assertThat(watched.toldBriefly()).containsExactly("blind 0");
        watched.headOnly();
        watched.start();
        watched.pass(Duration.ofMinutes(30));
        fail(1);
        assertThat(watched.toldBriefly()).containsExactly("away 0", "blind 1", "blind 0");
        assertThat(watched.openKinds()).containsExactly("blind");
    }

    @Test
    void blindIsMeasuredFromWhatIsStoredAndNotFromTheStart() {
        watched.poll();
        fail(4);
        watched.start();
        fail(1);
        assertThat(watched.told()).isEmpty();
        fail(1);
        assertThat(watched.toldBriefly()).containsExactly("blind 0");
    }

    @Test
    void anAccountThatWasNeverReadIsBlindFromItsFirstStart() {
        fail(6);
        assertThat(watched.told()).isEmpty();
        fail(1);
        assertThat(watched.told()).hasSize(1).first().asString().contains("Since 2026-11-01 09:01:00");
    }

    @Test
    void aRestartAfterALongAbsenceIsNotBlind() {
        watched.poll();
        watched.pass(Duration.ofHours(3));
        watched.start();
        watched.begins();
        watched.tick();
        assertThat(watched.told())
                .containsExactly("away 0 medium [Haetae] default: From 2026-11-01 09:01:00 until the start at"
                        + " 2026-11-01 12:01:00, for 3 h, the activity log was not read. Cause: the watch was not"
                        + " running, or failed all that time. What to do: if that was not planned, see the log."
                        + " What was missed is read and told as soon as it can be read.");
        watched.poll();
        assertThat(watched.told()).isEmpty();
        assertThat(watched.open()).isEmpty();
    }

    @Test
    void aPollThatNeverEndsIsBlind() {
        watched.poll();
        watched.pass(Duration.ofHours(1));
        watched.start();
        watched.begins();
        watched.told();
        watched.pass(Duration.ofMinutes(4));
        watched.tick();
        assertThat(watched.told()).isEmpty();
        watched.pass(Duration.ofMinutes(1));
        watched.tick();
        watched.tick();
        assertThat(watched.told()).hasSize(1).first().asString().contains("Cause: no poll has ended (it hangs");
        watched.headOnly();
        watched.tick();
        assertThat(watched.toldBriefly()).containsExactly("blind 1");
    }

    @Test
    void laterPollsThatNeverEndAreBlindToo() {
        watched.poll();
        watched.poll();
        watched.pass(Duration.ofMinutes(5));
        watched.tick();
        assertThat(watched.told()).isEmpty();
        watched.pass(Duration.ofSeconds(1));
        watched.tick();
        assertThat(watched.toldBriefly()).containsExactly("blind 0");
    }

    @Test
    void aCrashLoopIsBlindEvenIfNoPollEverEnds() {
        watched.poll();
        for (int i = 0; i < 5; i++) {
            watched.pass(Duration.ofMinutes(1));
            watched.start();
            watched.begins();
        }
        assertThat(watched.told()).isEmpty();
        for (int i = 0; i < 5; i++) {
            watched.pass(Duration.ofMinutes(1));
            watched.start();
            watched.begins();
        }
        assertThat(watched.toldBriefly()).containsExactly("away 0", "blind 0");
        watched.poll();
        assertThat(watched.toldBriefly()).containsExactly("blind 1");
    }

    @Test
    void aRestartHoursAfterAStartThatReadNothingIsNotBlindEither() {
        watched.begins();
        watched.pass(Duration.ofHours(3));
        watched.start();
        watched.begins();
        watched.tick();
        assertThat(watched.told()).isEmpty();
        fail(6);
        assertThat(watched.toldBriefly()).contains("blind 0");
    }

    @Test
    void theFirstStartWasNotAway() {
        watched.begins();
        assertThat(watched.told()).isEmpty();
    }

    @Test
    void aClockThatIsSetMakesNobodyBlind() {
        watched.poll();
        watched.step(Duration.ofDays(1));
        watched.fail(Family.CONNECTION);
        watched.tick();
        assertThat(watched.told()).isEmpty();
        watched.poll();
        assertThat(watched.toldBriefly()).containsExactly("clock 0");
        watched.step(Duration.ofDays(-1).minusHours(1));
        fail(4);
        assertThat(watched.told()).isEmpty();
        fail(2);
        assertThat(watched.toldBriefly()).containsExactly("blind 0");
    }

    @Test
    void aClockThatIsADayOffAtTheFirstStartIsNotBlindEither() {
        watched.ahead = Duration.ofDays(1);
        watched.fail(Family.CREDENTIALS);
        assertThat(watched.toldBriefly()).containsExactly("clock 0", "behind 0"); // it began to read a day ago
        watched.poll();
        assertThat(watched.toldBriefly()).containsExactly("behind 1");
        watched.start();
        watched.poll();
        assertThat(watched.told()).isEmpty();
    }

    @Test
    void aPollThatTheEndOfTheProcessCutShortSaysNothing() {
        watched.poll();
        watched.pass(Duration.ofMinutes(10));
        watched.end(false, false, Family.STOPPED, null);
        assertThat(watched.told()).isEmpty();
    }
}
