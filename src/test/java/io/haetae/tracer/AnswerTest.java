package io.haetae.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.Hiding;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

    private static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");
    private static final long DATE = Instant.parse("2024-06-01T00:02:00Z").toEpochMilli();

    @Test
    void readsADate() {
        assertThat(Answer.date("Sat, 01 Jun 2024 00:02:00 GMT")).isEqualTo(DATE);
        assertThat(Answer.date("  Sat, 01 Jun 2024 00:02:00 GMT ")).isEqualTo(DATE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "2024-06-01T00:00:00Z", "1717200000", "Sat, 32 Jun 2024 00:02:00 GMT"})
    void hasNoDateInWhatIsNone(String header) {
        assertThat(Answer.date(header)).isNull();
        assertThat(Answer.date(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7000", "' 120 ', 120000", "999999999, 999999999000"})
    void waitsForSeconds(String header, long millis) {
        assertThat(Answer.retryAfter(header, DATE, NOW)).isEqualTo(millis);
    }

    @Test
    void waitsAsLongAsItMayForMoreDigitsThanAnybodyLives() {
        for (String header : new String[] {"1000000000", "9".repeat(19), "9".repeat(500)}) {
            assertThat(Answer.retryAfter(header, DATE, NOW))
                    .isGreaterThan(Duration.ofDays(10_000).toMillis());
        }
    }

    @Test
    void waitsUntilADateByTheTracersOwnClock() {
        String later = "Sat, 01 Jun 2024 00:03:00 GMT";
        assertThat(Answer.retryAfter(later, DATE, NOW)).isEqualTo(60_000);
        assertThat(Answer.retryAfter(later, null, NOW)).isEqualTo(180_000);
        assertThat(Answer.retryAfter("Sat, 01 Jun 2024 00:00:00 GMT", DATE, NOW))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-5", "1.5", "5 s", "0x10"})
    void doesNotWaitForGarbage(String header) {
        assertThat(Answer.retryAfter(header, DATE, NOW)).isNull();
        assertThat(Answer.retryAfter(null, DATE, NOW)).isNull();
    }

    @Test
    void hasTheStatusOfItsFailureElse200() {
        TracerFailure unreachable = new TracerFailure(TracerFailure.Family.CONNECTION, null, "refused");
        assertThat(new Answer(null, unreachable, null, null).status()).isNull();
        assertThat(new Answer(null, TracerErrors.of(503, null, Hiding.NOTHING), null, null).status())
                .isEqualTo(503);
        assertThat(new Answer(null, null, null, null).status()).isEqualTo(200);
    }
}
