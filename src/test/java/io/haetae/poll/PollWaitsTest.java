package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.store.Accounts;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Processor;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the tracer is left alone after what. */
class PollWaitsTest extends ScriptedPoll {

    @ParameterizedTest
    @CsvSource({"401, 120, 120", "403, 120, 120", "429, 120, 120", "503, 120, 120", "429, 3600, 3600", "429, 7200, 3600"
    })
    void keepsQuietAsLongAsTheTracerAsksButNoLongerThanAnHour(int status, String asked, int seconds) {
        TreeMap<Duration, Long> before = begun();
        tracer = refuses(status, Map.of("Retry-After", asked));
        poll();
        assertThat(cursors()).isEqualTo(before);
        assertThat(column("last_status")).isEqualTo(status);
        assertThat(new Accounts(store).notBefore("default", clock.millis()))
                .isEqualTo(clock.instant().plusSeconds(seconds).toEpochMilli());
        tracer = answers(page(false, login("a")));
        pollAfter(Duration.ofSeconds(seconds - 1));
        assertThat(requests).as("too early").hasSize(2);
        pollAfter(Duration.ofSeconds(1));
        assertThat(requests).hasSizeGreaterThan(2);
        assertThat(told()).containsExactly("a");
    }

    @Test
    void keepsQuietUntilADate() {
        begun();
        String until = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().plusSeconds(90).atZone(ZoneOffset.UTC));
        tracer = refuses(429, Map.of("retry-after", until));
        poll();
        assertThat(new Accounts(store).notBefore("default", clock.millis()))
                .isEqualTo(clock.instant().plusSeconds(90).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 429, 500, 503})
    void asksAgainAtTheNextPollWhereNobodyAsksForQuiet(int status) {
        begun();
        tracer = refuses(status, Map.of());
        poll();
        assertThat(requests).as("once").hasSize(2);
        pollAfter(MINUTE);
        assertThat(requests).hasSize(3);
    }

    @Test
    void remembersTheLastAnswerThroughRequestsThatGetNone() {
        begun();
        tracer = refuses(401, Map.of());
        poll();
        tracer = exchange -> {
            throw new java.net.ConnectException("refused");
        };
        pollAfter(MINUTE);
        assertThat(column("last_status")).isEqualTo(401);
        assertThat((String) column("last_failure")).contains("127.0.0.1:1 refuses the connection");
        tracer = answers(EMPTY);
        pollAfter(MINUTE);
        assertThat(column("last_status")).isEqualTo(200);
    }

    @Test
    void waitsLongerEachTimeThatTheQuotaIsUsedUpUntilAGoodPage() throws Exception {
        begun();
        Processor usedUp = exchange -> {
            throw new HttpOperationFailedException("u", 429, "no", null, Map.of(), "{\"error\":{\"errorCode\":400}}");
        };
        tracer = usedUp;
        assertThat(minutesAsked(50)).containsExactly(1, 2, 4, 8, 16, 31, 46);
        stop();
        start();
        tracer = usedUp;
        assertThat(minutesAsked(30)).as("a restart forgets no wait").containsExactly(11, 26);
        tracer = answers(EMPTY);
        assertThat(minutesAsked(12)).containsExactly(11, 12);
        tracer = usedUp;
        assertThat(minutesAsked(5)).containsExactly(1, 2, 4);
    }

    /** Polls each minute; in which minutes there was a request. */
    private List<Integer> minutesAsked(int minutes) {
        List<Integer> asked = new ArrayList<>();
        for (int minute = 1; minute <= minutes; minute++) {
            int before = requests.size();
            pollAfter(MINUTE);
            if (requests.size() > before) {
                asked.add(minute);
            }
        }
        return asked;
    }

    @Test
    void ignoresAQuietFurtherAheadThanAnHour() {
        begun();
        store.write(handle -> handle.execute(
                "update account set not_before = ?",
                clock.instant().plus(Duration.ofDays(3650)).toEpochMilli()));
        poll();
        assertThat(requests).hasSize(2);
        tracer = refuses(429, Map.of("Retry-After", "600"));
        pollAfter(MINUTE);
        assertThat(requests).hasSize(3);
        pollAfter(MINUTE);
        assertThat(requests).as("the new quiet is obeyed").hasSize(3);
        pollAfter(Duration.ofMinutes(9));
        assertThat(requests).hasSize(4);
    }
}
