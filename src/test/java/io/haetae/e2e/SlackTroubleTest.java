package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.Deadlines;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.sandbox.Fault;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SlackPost;
import io.haetae.store.AlertQueries;
import io.haetae.store.WatchStatus.ChannelStatus;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever Slack answers instead of ok: stored = matched, and when it is well again sent = stored, each once. */
@Timeout(120)
class SlackTroubleTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    static Path folder;

    private static Estate estate;
    private static int number;
    private Map<String, Long> outbox;
    private int told;
    private int posts;

    @BeforeAll
    static void start() throws Exception {
        estate = new Estate(folder);
        estate.poll();
    }

    @AfterAll
    static void close() {
        estate.close();
    }

    @BeforeEach
    void nothingWaits() {
        estate.slack.heal();
        new AlertQueries(estate.store()).replayAll();
        for (int i = 0; i < 10 && estate.outbox().get("waiting") > 0; i++) { // a test that failed left them
            estate.clock.advance(Duration.ofHours(1));
            estate.deliver(1);
        }
        estate.clock.advance(Duration.ofHours(1));
        estate.poll();
        outbox = estate.outbox();
        told = Told.records(estate.slack).size();
        posts = estate.slack.posts().size();
    }

    /** Logins of the root account, stored and waiting. */
    private static void stored(int alerts) {
        for (int i = 0; i < alerts; i++) {
            estate.tracer.add(Records.login(++number, estate.clock.millis() + 1_000));
        }
        estate.poll();
        assertThat(estate.outbox()).containsEntry("waiting", (long) alerts);
    }

    private List<SlackPost> posts() {
        List<SlackPost> all = estate.slack.posts();
        return all.subList(posts, all.size());
    }

    private List<String> lines() {
        List<String> all = Told.records(estate.slack);
        return all.subList(told, all.size());
    }

    private static ChannelStatus channel() {
        return channel(estate.slack.webhook());
    }

    private static ChannelStatus channel(URI webhook) {
        String id = new Channel(new Secret(webhook.toString())).id();
        return estate.status().channels().stream()
                .filter(channel -> channel.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void assertAllToldOnce(int alerts) {
        assertThat(lines()).hasSize(alerts).doesNotHaveDuplicates();
        Map<String, Long> expected = new HashMap<>(outbox);
        expected.merge("sent", (long) alerts, Long::sum);
        assertThat(estate.outbox()).isEqualTo(expected);
        assertThat(channel().failures()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_payload",
        "400, no_text",
        "400, invalid_blocks",
        "400, too_many_attachments",
        "413, request_entity_too_large"
    })
    void aPayloadRefusedForOneAlertTakesNoneOfItsNeighboursAlong(int status, String word) {
        stored(20);
        String culprit = "root-" + (number - 7) + "@";
        estate.slack.failWhen(post -> post.text().contains(culprit), Fault.status(status, word));
        estate.deliver(40);
        AlertQueries alerts = new AlertQueries(estate.store());
        assertThat(estate.outbox()).containsEntry("dead", 1L).containsEntry("waiting", 0L);
        assertThat(alerts.list("dead")).singleElement().satisfies(dead -> {
            assertThat(dead.alert().text()).contains(culprit);
            assertThat(dead.reason()).isEqualTo(status + " " + word);
        });
        assertThat(lines()).hasSize(19).noneMatch(line -> line.contains(culprit));
        assertThat(posts()).as("20, 10, 5 and so on, not one by one").hasSizeLessThan(20);
        assertThat(channel().failures()).isZero();

        estate.slack.heal();
        assertThat(alerts.replayAll()).isEqualTo(1);
        estate.deliver(2);
        assertAllToldOnce(20);
    }

    @ParameterizedTest
    @CsvSource({
        "403, action_prohibited",
        "403, invalid_token",
        "403, posting_to_general_channel_denied",
        "404, no_service",
        "404, channel_not_found",
        "404, no_team",
        "404, team_disabled",
        "404, no_active_hooks",
        "410, channel_is_archived",
        "301, moved",
        "302, found",
        "300, choose",
        "307, moved",
        "308, moved",
        "400, something_new",
        "401, unauthorized",
        "402, pay",
        "405, method_not_allowed",
        "418, teapot",
        "451, legal"
    })
    void aChannelThatRefusesIsHeldAndProbedAlone(int status, String word) throws Exception {
        try (SandboxSlack elsewhere = SandboxSlack.start(estate.clock)) {
            String location = elsewhere.webhook().toString();
            assertHeldAndHealed(Fault.status(status, word, "Location", location), status + " " + word, 20, 31);
            assertThat(elsewhere.requests()).as("redirects are not followed").isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"500, rollup_error", "500, <html>", "502, bad gateway", "503, busy", "504, timeout", "599, x"})
    void troubleOfSlacksOwnIsTriedAgain(int status, String word) {
        assertHeldAndHealed(Fault.status(status, word), status + " " + word, 0, 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>log in</html>", "OK", "okay", "{\"ok\":true}", ""})
    void anotherBodyIsNoDelivery(String body) {
        assertHeldAndHealed(Fault.status(200, body), "200 " + body, 3, 6);
    }

    @Test
    void aResetIsTriedAgain() {
        assertHeldAndHealed(Fault.reset(), "no answer: ", 0, 4);
    }

    @Test
    void anAnswerThatBreaksOffIsTriedAgain() {
        assertHeldAndHealed(Fault.cutOff(), "no answer: ", 0, 4);
    }

    @Test
    void noAnswerAtAllIsTriedAgain() throws Exception {
        estate.restart(TracerTroubleTest.QUICK);
        assertHeldAndHealed(Fault.hang(), "no answer: ", 0, 4);
        estate.restart(Deadlines.DEFAULT);
    }

    /** Nothing is posted for {@code quiet} seconds, then one alert alone within {@code latest}; then the rest. */
    private void assertHeldAndHealed(Fault fault, String reason, int quiet, int latest) {
        stored(3);
        estate.slack.always(fault);
        estate.deliver(1);
        assertThat(posts()).hasSize(1);
        assertThat(channel().reason()).startsWith(reason.trim());
        assertThat(estate.outbox()).containsEntry("waiting", 3L).containsEntry("dead", 0L);
        estate.deliver(quiet);
        assertThat(posts()).hasSize(1);

        estate.slack.heal();
        for (int i = quiet; i < latest && posts().size() < 2; i++) {
            estate.deliver(1);
        }
        assertThat(posts()).hasSize(2);
        assertThat(posts().get(1).text().lines()).hasSize(1);
        estate.deliver(2);
        assertAllToldOnce(3);
    }

    @Test
    void aPortWhereNobodyListensIsTriedAgain() throws Exception {
        stored(3);
        ServerSocket closed = new ServerSocket(0);
        closed.close();
        URI gone = URI.create("http://127.0.0.1:" + closed.getLocalPort() + "/services/gone");
        estate.webhookAt(gone);
        estate.deliver(30);
        assertThat(channel(gone).reason()).startsWith("no connection: ");
        assertThat(channel(gone).failures()).isGreaterThan(2);
        assertThat(estate.outbox()).containsEntry("waiting", 3L);
        estate.webhookAt(estate.slack.webhook());
        estate.deliver(3);
        assertThat(lines()).hasSize(3).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 7", "120, 120", "99999999999999999999999, 3600"})
    void aThrottleIsObeyedToTheSecond(String retryAfter, int seconds) {
        assertQuietFor(seconds, "Retry-After", retryAfter);
    }

    @Test
    void aThrottleUntilADateIsObeyedToTheSecond() {
        // the alert is stored a minute from now, and posted a second later
        Instant until = estate.clock.instant().plusSeconds(60 + 1 + 45);
        assertQuietFor(45, "Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(until.atZone(ZoneOffset.UTC)));
    }

    @Test
    void aThrottleThatDoesNotSayHowLongIsHalfAMinute() {
        assertQuietFor(30);
    }

    private void assertQuietFor(int seconds, String... headers) {
        stored(2);
        estate.slack.answerNext(429, "rate_limited", headers);
        estate.deliver(1);
        assertThat(posts()).hasSize(1);
        estate.clock.advance(Duration.ofSeconds(seconds).minusSeconds(1).minusMillis(1));
        estate.deliver(1);
        assertThat(posts()).as("a millisecond too early").hasSize(1);
        estate.clock.advance(Duration.ofMillis(1).minus(SECOND));
        estate.deliver(1);
        assertThat(posts()).hasSize(2);
        assertThat(new AlertQueries(estate.store()).list("sent"))
                .filteredOn(alert -> alert.alert().text().contains("root-" + number + "@"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.attempts()).isZero());
        assertAllToldOnce(2);
    }

    @Test
    void aChannelThatGoesOnRefusingIsProbedAtGrowingIntervals() {
        stored(5);
        estate.slack.always(Fault.status(404, "no_service"));
        for (int i = 0; i < 2 * 3600; i += 5) {
            estate.clock.advance(Duration.ofSeconds(4));
            estate.deliver(1);
        }
        List<Long> intervals = intervals(posts());
        assertThat(intervals).hasSizeBetween(9, 20);
        for (int i = 0; i < intervals.size(); i++) {
            long most = Math.min(30L << Math.min(i, 10), 15 * 60);
            assertThat(intervals.get(i)).as("interval %d", i).isBetween(most * 8 / 10, most + 5);
        }
        assertThat(posts().subList(1, posts().size()))
                .allMatch(post -> post.text().lines().count() == 1);
        estate.slack.heal();
        estate.clock.advance(Duration.ofMinutes(15));
        estate.deliver(4);
        assertAllToldOnce(5);
    }

    private static List<Long> intervals(List<SlackPost> posts) {
        List<Long> intervals = new ArrayList<>();
        for (int i = 1; i < posts.size(); i++) {
            intervals.add(
                    Duration.between(posts.get(i - 1).at(), posts.get(i).at()).toSeconds());
        }
        return intervals;
    }

    @Test
    void aReplacedWebhookStartsClean() throws Exception {
        stored(5);
        estate.slack.always(Fault.status(403, "invalid_token"));
        for (int i = 0; i < 60; i++) {
            estate.clock.advance(Duration.ofMinutes(1));
            estate.deliver(1);
        }
        assertThat(channel().failures()).isGreaterThan(5);
        try (SandboxSlack replaced = SandboxSlack.start(estate.clock)) {
            estate.webhookAt(replaced.webhook());
            estate.deliver(1);
            assertThat(replaced.messages())
                    .singleElement()
                    .satisfies(all -> assertThat(all.text().lines()).hasSize(5));
        }
        assertThat(estate.outbox()).containsEntry("waiting", 0L).containsEntry("dead", 0L);
        estate.slack.heal();
        estate.webhookAt(estate.slack.webhook());
        stored(1);
        estate.clock.advance(Duration.ofMinutes(15));
        estate.deliver(2);
        assertThat(lines()).hasSize(1);
    }

    /** Posted, and the answer lost: what nobody can know is told again, but one line at a time. */
    @Test
    void aLostAnswerIsOneLineToldAgain() {
        stored(3);
        estate.slack.loseNext(Fault.reset());
        estate.deliver(10);
        assertThat(posts()).extracting(post -> post.text().lines().count()).containsExactly(3L, 1L, 2L);
        assertThat(lines().stream().distinct()).hasSize(3);
        assertThat(estate.outbox()).containsEntry("waiting", 0L).containsEntry("dead", 0L);
    }
}
