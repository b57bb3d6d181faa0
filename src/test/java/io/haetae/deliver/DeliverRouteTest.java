package io.haetae.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haetae.store.Severity;
import io.haetae.store.StoredAlert;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Slack may answer, and what comes of it: each row of the table. */
class DeliverRouteTest extends DeliveryFixture {

    @Test
    void sendsWhatWaitsInOnePayloadTheWorstFirst() throws Exception {
        add(
                alert("b", Severity.HIGH, "[주의] <!channel> & \"admin\"", Map.of("who", "root <x>", "none", "")),
                alert("a", Severity.CRITICAL, "[경고] line", Map.of()));
        tick();
        assertThat(counts()).containsEntry("sent", 2L);
        JsonNode payload = new ObjectMapper().readTree(slack.payloads.get(0));
        assertThat(payload.get("text").asText()).isEqualTo("[경고] line\n[주의] &lt;!channel&gt; &amp; \"admin\"");
        assertThat(payload.get("mrkdwn").asBoolean(true)).isFalse();
        assertThat(payload.get("unfurl_links").asBoolean(true)).isFalse();
        assertThat(payload.get("unfurl_media").asBoolean(true)).isFalse();
        assertThat(payload.get("attachments")).hasSize(2);
        JsonNode second = payload.get("attachments").get(1);
        assertThat(second.get("mrkdwn_in")).isEmpty();
        assertThat(second.get("color").asText()).startsWith("#");
        assertThat(second.get("fallback").asText()).startsWith("[주의] &lt;");
        assertThat(second.get("fields").toString())
                .contains("default", "rule", "high", "2024-06-01 08:50:00 +09:00", "root &lt;x&gt;", "발생 10분 뒤에 확인")
                .doesNotContain("none");
        tick();
        assertThat(slack.payloads).hasSize(1);
    }

    @Test
    void sendsAtMostTwentyAndOnePayloadASecond() {
        for (int i = 0; i < 45; i++) {
            add(alert("r" + i, Severity.HIGH, "line", Map.of()));
        }
        deliver();
        clock.advance(Duration.ofMillis(500));
        deliver();
        assertThat(counts()).containsEntry("sent", 20L);
        clock.advance(Duration.ofMillis(500));
        tick();
        tick();
        assertThat(counts()).containsEntry("sent", 45L);
        assertThat(slack.payloads).hasSize(3);
    }

    @Test
    void keepsSlacksLimits() throws Exception {
        for (int i = 0; i < 20; i++) {
            add(alert("r" + i, Severity.HIGH, "<&>".repeat(5_000), Map.of("fact", "&".repeat(5_000))));
        }
        tick();
        JsonNode payload = new ObjectMapper().readTree(slack.payloads.get(0));
        assertThat(payload.get("text").asText())
                .hasSizeLessThanOrEqualTo(40_000)
                .hasSizeGreaterThan(39_000);
        assertThat(payload.get("text").asText().split("\n")).hasSize(20);
        payload.findValues("value").forEach(value -> assertThat(value.asText()).hasSizeLessThanOrEqualTo(2_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 invalid_payload",
                "400 no_text",
                "400 invalid_blocks",
                "400 too_many_attachments",
                "413 large"
            })
    void aRefusedPayloadIsHalvedUntilTheCulpritIsAlone(String refusal) {
        for (int i = 0; i < 4; i++) {
            add(alert("r" + i, Severity.HIGH, "line", Map.of()));
        }
        String no = StubSlack.answer(Integer.parseInt(refusal.substring(0, 3)), refusal.substring(4));
        slack.next(no, no, no); // all four, the first two, the first
        ticks(8);
        assertThat(counts()).isEqualTo(Map.of("waiting", 0L, "sending", 0L, "sent", 3L, "dead", 1L));
        assertThat(alerts.list("dead").get(0).reason()).isEqualTo(refusal);
        assertThat(state().failures()).isZero();

        assertThat(alerts.replayAll()).isEqualTo(1);
        tick();
        assertThat(counts()).containsEntry("sent", 4L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "403 action_prohibited",
                "403 invalid_token",
                "403 posting_to_general_channel_denied",
                "404 no_service",
                "404 channel_not_found",
                "404 no_team",
                "404 team_disabled",
                "404 no_active_hooks",
                "410 channel_is_archived",
                "302 moved",
                "401 x",
                "418 teapot",
                "400 unknown"
            })
    void aChannelThatRefusesIsProbedWithOneAlertAndHeals(String refusal) {
        assertProbedAndHealed(
                StubSlack.answer(Integer.parseInt(refusal.substring(0, 3)), refusal.substring(4)),
                "CHANNEL_REFUSED",
                refusal,
                24,
                30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 rollup_error", "502 bad", "503 x", "504 y"})
    void troubleOnSlacksSideIsTriedAgain(String trouble) {
        assertProbedAndHealed(
                StubSlack.answer(Integer.parseInt(trouble.substring(0, 3)), trouble.substring(4)),
                "SERVER",
                trouble,
                1,
                3);
    }

    @Test
    void anotherBodyIsNoDelivery() {
        assertProbedAndHealed(StubSlack.answer(200, "<html>login</html>"), "ODD", "200 <html>login</html>", 4, 5);
    }

    @Test
    void aResetIsALostAnswer() {
        assertProbedAndHealed(StubSlack.RESET, "LOST", "no answer: SocketException", 1, 3);
    }

    @Test
    void anAnswerCutOffIsALostAnswer() {
        assertProbedAndHealed(StubSlack.CUT_OFF, "LOST", "no answer: ProtocolException", 1, 3);
    }

    @Test
    void aHangEndsAtTheDeadline() throws Exception {
        camel.close();
        store.close();
        deadline = Duration.ofSeconds(2);
        open();
        assertProbedAndHealed(StubSlack.HANG, "LOST", "no answer: ", 1, 3);
    }

    private void assertProbedAndHealed(String answer, String kind, String reason, int earliest, int latest) {
        for (int i = 0; i < 3; i++) {
            add(alert("r" + i, Severity.HIGH, "line", Map.of()));
        }
        slack.next(answer);
        tick();
        assertThat(slack.payloads).hasSize(1);
        assertThat(counts()).containsEntry("waiting", 3L);
        assertThat(alerts.list("waiting")).allMatch(alert -> alert.attempts() == 1);
        assertThat(state().kind()).isEqualTo(kind);
        assertThat(state().reason()).startsWith(reason);
        assertThat(log.list).filteredOn(event -> event.getLevel() == Level.WARN).hasSize(1);

        ticks(earliest - 1);
        assertThat(slack.payloads).hasSize(1);
        ticks(latest - earliest + 1);
        assertThat(slack.payloads).hasSizeGreaterThanOrEqualTo(2);
        assertThat(attachments(slack.payloads.get(1))).isEqualTo(1);
        tick();
        assertThat(counts()).containsEntry("sent", 3L);
        assertThat(slack.payloads).hasSize(3);
        assertThat(state().failures()).isZero();
        assertThat(state().since()).isNull();
    }

    @Test
    void aRequestForQuietIsObeyedToTheSecond() {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        slack.next(StubSlack.answer(429, "rate_limited", "Retry-After: 7"));
        tick();
        ticks(6);
        assertThat(slack.payloads).hasSize(1);
        tick();
        assertThat(slack.payloads).hasSize(2);
        StoredAlert sent = alerts.list("sent").get(0);
        assertThat(sent.attempts()).isZero();
        assertThat(sent.firstFailed()).isNull();
    }

    @Test
    void aRequestToRetryAtOnceIsNotObeyedBehindOurBack() {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        slack.next(StubSlack.answer(503, "busy", "Retry-After: 0"));
        tick();
        assertThat(slack.payloads).hasSize(1);
        assertThat(counts()).containsEntry("waiting", 1L);
    }

    @Test
    void aServerThatClosesIdleConnectionsLosesNoPost() {
        for (int i = 0; i < 4; i++) {
            add(alert("a" + i, Severity.HIGH, "line", Map.of()));
            slack.next(StubSlack.OK_AND_STAY);
            tick();
            assertThat(counts()).containsEntry("sent", i + 1L).containsEntry("waiting", 0L);
        }
        assertThat(slack.payloads).hasSize(4);
    }

    @Test
    void withoutAConnectionNothingIsLost() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        slack.close();
        tick();
        assertThat(state().kind()).isEqualTo("UNSENT");
        assertThat(alerts.list("waiting").get(0).attempts()).isEqualTo(1);
    }

    @Test
    void aLookAlikeThatShowsTheAddressDoesNotGiveItAway() {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        slack.next(StubSlack.answer(
                404,
                "no " + PATH + " here, see " + slack.url(PATH) + ", "
                        + slack.url(PATH).replace("/", "\\/") + ", "
                        + slack.url(PATH).replace("/", "%2F")));
        tick();
        assertThat(alerts.list(null).get(0).reason()).isEqualTo("404 no *** here, see ***, ***, ***");
        assertThat(state().reason()).doesNotContain("SECRET");
    }

    @Test
    void anAnswerWithoutEndIsCut() {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        slack.next("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + "x".repeat(200_000));
        tick();
        assertThat(state().kind()).isEqualTo("ODD");
    }
}
