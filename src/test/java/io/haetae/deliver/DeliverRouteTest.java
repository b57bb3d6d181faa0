package io.haetae.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.store.Alert;
import io.haetae.store.Alerts;
import io.haetae.store.ChannelState;
import io.haetae.store.Channels;
import io.haetae.store.Outbox;
import io.haetae.store.Severity;
import io.haetae.store.Store;
import io.haetae.store.StoredAlert;
import io.haetae.store.TestClock;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The real routes over real HTTP. */
class DeliverRouteTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String PATH = "/services/T0SECRET/B0SECRET/verysecret";

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private StubSlack slack;
    private Settings settings;
    private Store store;
    private Alerts alerts;
    private CamelContext camel;

    @BeforeEach
    void start() throws Exception {
        root.setLevel(Level.DEBUG);
        root.detachAndStopAllAppenders();
        log.start();
        root.addAppender(log);
        slack = new StubSlack();
        settings = settings(slack.url(PATH));
        open();
    }

    @AfterEach
    void stop() throws Exception {
        camel.close();
        store.close();
        slack.close();
        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains("SECRET"));
        assertThat(log.list)
                .filteredOn(event -> event.getThrowableProxy() != null)
                .noneMatch(event -> event.getThrowableProxy().getMessage() != null
                        && event.getThrowableProxy().getMessage().contains("SECRET"));
        assertThat(log.list).filteredOn(event -> event.getLevel() == Level.ERROR).isEmpty();
        root.setLevel(Level.INFO);
    }

    private void open() throws Exception {
        store = Store.open(folder);
        alerts = new Alerts(store);
        camel = new DefaultCamelContext();
        camel.getShutdownStrategy().setTimeout(1);
        camel.addComponent(
                DeliverRoute.SLACK,
                new WebhookSlackComponent(
                        Map.of(channel(), settings.accounts().get(0).channel().webhook()), Duration.ofMillis(400)));
        camel.addRoutes(new DeliveryErrors());
        camel.addRoutes(new DeliverRoute(store, settings, clock, new Random(1)));
        camel.start();
    }

    @Test
    void sendsWhatWaitsInOnePayloadTheWorstFirst() throws Exception {
        add(
                alert("b", Severity.HIGH, "[주의] <!channel> & \"admin\"", Map.of("who", "root <x>", "none", "")),
                alert("a", Severity.CRITICAL, "[경고] line", Map.of()));
        tick();
        assertThat(counts()).containsEntry("sent", 2);
        JsonNode payload = new ObjectMapper().readTree(slack.payloads.get(0));
        assertThat(payload.get("text").asText())
                .isEqualTo("[경고] line\n[주의] &lt;!channel&gt; &amp; \"admin\"");
        assertThat(payload.get("mrkdwn").asBoolean(true)).isFalse();
        assertThat(payload.get("unfurl_links").asBoolean(true)).isFalse();
        assertThat(payload.get("unfurl_media").asBoolean(true)).isFalse();
        assertThat(payload.get("attachments")).hasSize(2);
        JsonNode second = payload.get("attachments").get(1);
        assertThat(second.get("mrkdwn_in")).isEmpty();
        assertThat(second.get("color").asText()).startsWith("#");
        assertThat(second.get("fallback").asText()).startsWith("[주의] &lt;");
        assertThat(second.get("fields").toString())
                .contains("default", "rule", "high", "2024-06-01 08:50:00 +09:00", "root &lt;x&gt;", "10 min")
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
        clock.pass(Duration.ofMillis(500));
        deliver();
        assertThat(counts()).containsEntry("sent", 20);
        clock.pass(Duration.ofMillis(500));
        tick();
        tick();
        assertThat(counts()).containsEntry("sent", 45);
        assertThat(slack.payloads).hasSize(3);
    }

    @Test
    void keepsSlacksLimits() throws Exception {
        for (int i = 0; i < 20; i++) {
            add(alert("r" + i, Severity.HIGH, "<&>".repeat(5_000), Map.of("fact", "&".repeat(5_000))));
        }
        tick();
        JsonNode payload = new ObjectMapper().readTree(slack.payloads.get(0));
        assertThat(payload.get("text").asText()).hasSizeLessThanOrEqualTo(40_000).hasSizeGreaterThan(39_000);
        assertThat(payload.get("text").asText().split("\n")).hasSize(20);
        payload.findValues("value").forEach(value -> assertThat(value.asText()).hasSizeLessThanOrEqualTo(2_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"400 invalid_payload", "400 no_text", "400 invalid_blocks", "400 too_many_attachments",
        "413 large"})
    void aRefusedPayloadIsHalvedUntilTheCulpritIsAlone(String refusal) {
        for (int i = 0; i < 4; i++) {
            add(alert("r" + i, Severity.HIGH, "line", Map.of()));
        }
        String no = StubSlack.answer(Integer.parseInt(refusal.substring(0, 3)), refusal.substring(4));
        slack.next(no, no, no); // all four, the first two, the first
        ticks(8);
        assertThat(counts()).isEqualTo(Map.of("waiting", 0, "sending", 0, "sent", 3, "dead", 1));
        assertThat(alerts.list("dead", 1).get(0).reason()).isEqualTo(refusal);
        assertThat(state().failures()).isZero();

        assertThat(alerts.replayAll()).isEqualTo(1);
        tick();
        assertThat(counts()).containsEntry("sent", 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"403 action_prohibited", "403 invalid_token", "403 posting_to_general_channel_denied",
        "404 no_service", "404 channel_not_found", "404 no_team", "404 team_disabled", "404 no_active_hooks",
        "410 channel_is_archived", "302 moved", "401 x", "418 teapot", "400 unknown"})
    void aChannelThatRefusesIsProbedWithOneAlertAndHeals(String refusal) {
        assertProbedAndHealed(
                StubSlack.answer(Integer.parseInt(refusal.substring(0, 3)), refusal.substring(4)),
                "CHANNEL_REFUSED", refusal, 24, 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"500 rollup_error", "502 bad", "503 x", "504 y"})
    void troubleOnSlacksSideIsTriedAgain(String trouble) {
        assertProbedAndHealed(
                StubSlack.answer(Integer.parseInt(trouble.substring(0, 3)), trouble.substring(4)),
                "SERVER", trouble, 1, 3);
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
    void aHangEndsAtTheDeadline() {
        assertProbedAndHealed(StubSlack.HANG, "LOST", "no answer: InterruptedIOException", 1, 3);
    }

    private void assertProbedAndHealed(String answer, String kind, String reason, int earliest, int latest) {
        for (int i = 0; i < 3; i++) {
            add(alert("r" + i, Severity.HIGH, "line", Map.of()));
        }
        slack.next(answer);
        tick();
        assertThat(slack.payloads).hasSize(1);
        assertThat(counts()).containsEntry("waiting", 3);
        assertThat(alerts.list("waiting", 3)).allMatch(alert -> alert.attempts() == 1);
        assertThat(state().kind()).isEqualTo(kind);
        assertThat(state().reason()).startsWith(reason);
        assertThat(log.list).filteredOn(event -> event.getLevel() == Level.WARN).hasSize(1);

        ticks(earliest - 1);
        assertThat(slack.payloads).hasSize(1);
        ticks(latest - earliest + 1);
        assertThat(slack.payloads).hasSizeGreaterThanOrEqualTo(2);
        assertThat(attachments(slack.payloads.get(1))).isEqualTo(1);
        tick();
        assertThat(counts()).containsEntry("sent", 3);
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
        StoredAlert sent = alerts.list("sent", 1).get(0);
        assertThat(sent.attempts()).isZero();
        assertThat(sent.firstFailed()).isNull();
    }

    @Test
    void aRequestToRetryAtOnceIsNotObeyedBehindOurBack() {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        slack.next(StubSlack.answer(503, "busy", "Retry-After: 0"));
        tick();
        assertThat(slack.payloads).hasSize(1);
        assertThat(counts()).containsEntry("waiting", 1);
    }

    @Test
    void withoutAConnectionNothingIsLost() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        slack.close();
        tick();
        assertThat(state().kind()).isEqualTo("UNSENT");
        assertThat(alerts.list("waiting", 1).get(0).attempts()).isEqualTo(1);
    }

    @Test
    void aLookAlikeThatShowsTheAddressDoesNotGiveItAway() {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        slack.next(StubSlack.answer(404, "no " + PATH + " here, see " + slack.url(PATH)));
        tick();
        assertThat(alerts.list(null, 1).get(0).reason()).isEqualTo("404 no *** here, see ***");
        assertThat(state().reason()).doesNotContain("SECRET");
    }

    @Test
    void anAnswerWithoutEndIsCut() {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        slack.next("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n" + "x".repeat(200_000));
        tick();
        assertThat(state().kind()).isEqualTo("ODD");
    }

    @Test
    void givesUpAfterItsTimeAndGoesOnWithTheNext() {
        add(alert("a", Severity.CRITICAL, "line", Map.of()));
        String no = StubSlack.answer(404, "no_service");
        slack.next(no, no);
        tick();
        clock.pass(settings.giveUp());
        deliver();
        assertThat(counts()).containsEntry("dead", 1);
        assertThat(alerts.list("dead", 1).get(0).reason()).isEqualTo("404 no_service");
    }

    @Test
    void whatWasUnderWayAtAnEndIsSentAfterTheNextStart() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        store.transaction(tx -> new Outbox().claim(tx, List.of("default"), 20));
        camel.close();
        store.close();
        open();
        tick();
        assertThat(counts()).containsEntry("sent", 1);
    }

    @Test
    void anUnexpectedExceptionBeforeThePostCountsAsARefusedPayload() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()), alert("b", Severity.HIGH, "line", Map.of()));
        AdviceWith.adviceWith(camel, DeliverRoute.POST, advice -> advice.weaveById("haetae-slack")
                .before()
                .process(exchange -> {
                    throw new IllegalStateException("a bug");
                }));
        ticks(3);
        assertThat(slack.payloads).isEmpty();
        assertThat(counts()).containsEntry("dead", 2);
        assertThat(alerts.list("dead", 1).get(0).reason()).isEqualTo("no payload: IllegalStateException");
    }

    @Test
    void anErrorPassesEveryHandlerAndIsNeverTakenForADelivery() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        int[] crashes = {1};
        AdviceWith.adviceWith(camel, DeliverRoute.POST, advice -> advice.weaveById("haetae-slack")
                .before()
                .process(exchange -> {
                    if (crashes[0]-- > 0) {
                        throw new AssertionError("crash");
                    }
                }));
        assertThatThrownBy(this::tick).isInstanceOf(AssertionError.class).hasMessage("crash");
        assertThat(counts()).containsEntry("sending", 1);
        clock.pass(SECOND);
        ticks(3);
        assertThat(counts()).containsEntry("sent", 1);
    }

    @Test
    void anErrorInThePostItselfIsNeverTakenForADelivery() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        AdviceWith.adviceWith(camel, DeliverRoute.POST, advice -> advice.weaveById("haetae-slack")
                .replace()
                .process(exchange -> {
                    throw new AssertionError("crash");
                }));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:other").setBody(constant("x"));
            }
        });
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(this::deliver).isInstanceOf(AssertionError.class);
            try (var template = camel.createProducerTemplate()) {
                template.sendBody("direct:other", ""); // the thread's next work runs what the error left in its queue
            }
            assertThat(counts()).containsEntry("sent", 0);
            clock.pass(Duration.ofMinutes(10));
        }
    }

    @Test
    void afterOkOnlyTheMarkIsTriedAgain() {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        store.write(tx -> tx.execute("create trigger full before update on alert when new.state = 'sent'"
                + " begin select raise(abort, 'disk full'); end"));
        ticks(3);
        add(alert("b", Severity.CRITICAL, "line", Map.of()));
        ticks(3);
        assertThat(slack.payloads).hasSize(1);
        assertThat(counts()).containsEntry("sending", 1).containsEntry("waiting", 1);
        store.write(tx -> tx.execute("drop trigger full"));
        tick();
        assertThat(counts()).containsEntry("sent", 2);
        assertThat(slack.payloads).hasSize(2);
    }

    @Test
    void nothingIsPostedWhileTheClaimCantBeStored() {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        store.write(tx -> tx.execute("create trigger full before insert on channel"
                + " begin select raise(abort, 'disk full'); end"));
        ticks(3);
        assertThat(slack.payloads).isEmpty();
        assertThat(counts()).containsEntry("waiting", 1);
        store.write(tx -> tx.execute("drop trigger full"));
        tick();
        assertThat(counts()).containsEntry("sent", 1);
    }

    private static int attachments(String payload) {
        try {
            return new ObjectMapper().readTree(payload).get("attachments").size();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    /** Delivers, then lets a second pass. */
    private void tick() {
        deliver();
        clock.pass(SECOND);
    }

    private Exchange deliver() {
        try (var template = camel.createProducerTemplate()) {
            return template.request(DeliverRoute.DELIVER_ENTRY, exchange -> {});
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Map<String, Integer> counts() {
        return alerts.counts();
    }

    private ChannelState state() {
        return store.read(handle -> new Channels(store).get(handle, channel()));
    }

    private String channel() {
        return settings.accounts().get(0).channel().id();
    }

    private void add(Alert... some) {
        store.write(tx -> new Outbox().add(tx, List.of(some), clock.millis()));
    }

    private Alert alert(String record, Severity severity, String text, Map<String, String> facts) {
        long tenMinutesAgo = clock.millis() - 600_000;
        return new Alert("default", "rule", record, 0, severity, text, tenMinutesAgo, facts);
    }

    private Settings settings(String url) {
        Account account = new Account(
                "default",
                new Secret("key"),
                new Secret("secret"),
                URI.create("http://127.0.0.1:1"),
                new Channel(new Secret(url)));
        return new Settings(
                new ArrayList<>(List.of(account)),
                "0 * * * * ?",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                List.of(Duration.ofMinutes(15)),
                Duration.ofHours(24),
                folder,
                folder,
                ZoneId.of("Asia/Seoul"));
    }
}
