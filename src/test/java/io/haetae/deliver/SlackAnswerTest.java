package io.haetae.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackAnswerTest {

    @ParameterizedTest
    @CsvSource({
        "200, ok, DELIVERED",
        "200, ' ok\n', DELIVERED",
        "200, <html>, ODD",
        "200, '', ODD",
        "204, ok, ODD",
        "400, invalid_payload, PAYLOAD_REFUSED",
        "400, no_text, PAYLOAD_REFUSED",
        "400, invalid_blocks, PAYLOAD_REFUSED",
        "400, too_many_attachments, PAYLOAD_REFUSED",
        "413, anything, PAYLOAD_REFUSED",
        "400, something_else, CHANNEL_REFUSED",
        "403, action_prohibited, CHANNEL_REFUSED",
        "403, invalid_token, CHANNEL_REFUSED",
        "403, posting_to_general_channel_denied, CHANNEL_REFUSED",
        "404, no_service, CHANNEL_REFUSED",
        "404, channel_not_found, CHANNEL_REFUSED",
        "404, no_team, CHANNEL_REFUSED",
        "404, team_disabled, CHANNEL_REFUSED",
        "404, no_active_hooks, CHANNEL_REFUSED",
        "410, channel_is_archived, CHANNEL_REFUSED",
        "302, '', CHANNEL_REFUSED",
        "401, '', CHANNEL_REFUSED",
        "429, rate_limited, THROTTLED",
        "500, rollup_error, SERVER",
        "502, '', SERVER",
        "503, '', SERVER"
    })
    void readsEachRowOfTheTable(int status, String body, Verdict verdict) {
        assertThat(SlackAnswer.of(status, body, null).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "30, 30000",
        "0, 0",
        "' 7 ', 7000",
        "3600, 3600000",
        "86400, 3600000",
        "99999999999999999999, 3600000",
        "'Sat, 01 Jun 2024 00:00:45 GMT', 45000",
        "'Fri, 31 May 2024 00:00:00 GMT', 0",
        "'Sun, 02 Jun 2024 00:00:00 GMT', 3600000",
        "soon, -1",
        "-5, -1",
        "'', -1"
    })
    void readsRetryAfter(String header, long millis) {
        long now = Instant.parse("2024-06-01T00:00:00Z").toEpochMilli();
        assertThat(SlackAnswer.of(429, "", header).quiet(now).orElse(-1)).isEqualTo(millis);
    }

    @Test
    void keepsTheReasonShortAndOnOneLine() {
        SlackAnswer answer = SlackAnswer.of(502, "<html>\r\n\u001b[31m bad\n" + "\uD83D\uDE00".repeat(300), null);
        assertThat(answer.reason())
                .startsWith("502 <html> [31m bad ")
                .hasSizeLessThanOrEqualTo(200)
                .endsWith("…");
        assertThat(answer.reason().codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
        assertThat(SlackAnswer.of(500, null, null).reason()).isEqualTo("500");
    }
}
