package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollCronTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 * * * * ?          | 1m  | false",
                "0 * * * * ?          | 59s | true",
                "* * * * * ?          | 15m | false",
                "0 0/15 * * * ?       | 15m | false",
                "0 0/16 * * * ?       | 15m | true",
                "0 0,14,29,44 * * * ? | 15m | true",
                "* * 9-17 * * ?       | 15m | true",
                "* * 9-17 * * ?       | 16h | false",
                "0 * * ? * MON-FRI    | 24h | true",
                "0 * * ? * MON-SUN    | 15m | false",
                "0 * * 1-30 * ?       | 15m | true",
                "0 * * * 1-11 ?       | 24h | true",
                "0 0 0 1 1 ? 2020     | 7d  | true",
                "0 * * * * ? 2027     | 15m | true",
                "0 * * * * ? 2099     | 15m | true",
                "0 0 12 29 2 ?        | 15m | true",
            })
    void theLongestSilenceCounts(String cron, String limit, boolean slower) throws Exception {
        PollCron expression = PollCron.of(cron.strip(), ZoneId.of("Asia/Seoul"));
        Instant now = Instant.parse("2026-11-25T03:04:05Z");
        assertThat(expression.slowerThan(Durations.parse(limit), now)).isEqualTo(slower);
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "59", "60", "61", "599", "600", "601", "3000"})
    void asLookingAtEachFiringWould(long limit) throws Exception {
        // silent for 600 s within each hour, else for 60 s
        PollCron expression = PollCron.of("0 0-50 * * * ?", ZoneId.of("Asia/Seoul"));
        Instant now = Instant.parse("2026-11-25T03:04:05Z");
        assertThat(expression.slowerThan(Duration.ofSeconds(limit), now)).isEqualTo(limit < 600);
    }
}
