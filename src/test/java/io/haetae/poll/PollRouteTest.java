package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.HaetaeRoutes;
import io.haetae.MovableClock;
import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.rule.ActivityProducer;
import io.haetae.rule.RuleFolder;
import io.haetae.store.AlertQueries;
import io.haetae.store.Cursors;
import io.haetae.store.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real poll route; only what is beyond {@code https:} is replaced. */
class PollRouteTest {

    private static final String LOGIN = """
            {"historyId":"1","eventTime":%d,"productDisplayName":"Account","actionResultType":"SUCCESS",
             "resourceType":"Customer","resourceName":"root","productData":{"twoFactorLoginType":"OTP"}}""";

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:30Z"));
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Deque<Processor> answers = new ArrayDeque<>();
    private int requests;
    private HaetaeRoutes routes;
    private Store store;

    @BeforeEach
    void start() throws Exception {
        Settings settings = new Settings(
                List.of(new Account(
                        "default",
                        new Secret("EXAMPLEACCESSKEY0000"),
                        new Secret("secret"),
                        URI.create("https://tracer"),
                        new Channel(new Secret("https://hooks.slack.com/x")))),
                "0 * * * * ?",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                List.of(Duration.ofMinutes(15)),
                Duration.ofHours(24),
                folder,
                Path.of("routes"),
                ZoneId.of("Asia/Seoul"));
        store = Store.open(folder);
        routes = new HaetaeRoutes(settings, clock, store, RuleFolder.read(Path.of("routes")), null);
        routes.addComponents(context);
        routes.addRoutes(context);
        AdviceWith.adviceWith(
                context,
                PollRoute.PAGE,
                advice -> advice.interceptSendToEndpoint(PollRoute.HTTPS + "*")
                        .skipSendToOriginalEndpoint()
                        .process(exchange -> {
                            requests++;
                            (answers.isEmpty() ? page("") : answers.poll()).process(exchange);
                        }));
        context.getShutdownStrategy().setTimeout(1); // the exchange that died never ends
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        routes.close();
        store.close();
    }

    @Test
    void aStoreThatFailsWhileAlertsAreWrittenMovesNoCursorAndTheNextPollTellsThemOnce() {
        poll();
        long before = head();
        long event = clock.millis();
        store.write(handle -> handle.execute(
                "create trigger no_alerts before insert on alert" + " begin select raise(abort, 'no room'); end"));
        answers.add(page(LOGIN.formatted(event)));
        Exchange failed = poll();
        assertThat(failed.getException()).hasMessageContaining("no room");
        assertThat(head()).isEqualTo(before);
        assertThat(waiting()).isZero();

        store.write(handle -> handle.execute("drop trigger no_alerts"));
        answers.add(page(LOGIN.formatted(event)));
        poll();
        assertThat(head()).isGreaterThan(before);
        poll();
        assertThat(waiting()).isEqualTo(1);
    }

    /** Camel goes on after an Error as if the step had ended well: the page would count as read without having been. */
    @Test
    void anErrorInTheMiddleOfAPageCountsAsNothingRead() {
        poll();
        long before = head();
        answers.add(exchange -> {
            page(LOGIN.formatted(clock.millis())).process(exchange);
            exchange.setProperty("haetaeCollected", null); // the rules' alert: will find nowhere to go
            throw new OutOfMemoryError("simulated");
        });
        try {
            poll();
        } catch (OutOfMemoryError e) {
            assertThat(e).hasMessage("simulated");
        }
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void waitsAsLongAsTheTracerAsksButNotLongerThanAnHour() {
        poll();
        answers.add(refused(429, "90"));
        poll();
        int asked = requests;
        clock.advance(Duration.ofSeconds(20));
        poll(); // a minute and twenty seconds later
        assertThat(requests).isEqualTo(asked);
        poll();
        assertThat(requests).isGreaterThan(asked);

        answers.add(refused(429, "7200"));
        poll();
        asked = requests;
        clock.advance(Duration.ofMinutes(58));
        poll();
        assertThat(requests).isEqualTo(asked);
        poll();
        assertThat(requests).isGreaterThan(asked);
    }

    @Test
    void aWaitFurtherAheadThanAnHourIsAClockThatJumped() {
        poll();
        answers.add(refused(429, "3000"));
        poll();
        int asked = requests;
        clock.advance(Duration.ofHours(-3));
        poll();
        assertThat(requests).isGreaterThan(asked);
    }

    @Test
    void aFailedRequestIsNotRepeatedInsideThePoll() {
        poll();
        int asked = requests;
        answers.add(refused(503, null));
        poll();
        assertThat(requests).isEqualTo(asked + 1);
    }

    private Exchange poll() {
        clock.advance(Duration.ofMinutes(1));
        return context.createProducerTemplate()
                .request("direct:" + PollRoute.POLL, e -> e.setProperty(ActivityProducer.ACCOUNT, "default"));
    }

    private Processor page(String item) {
        return exchange -> {
            exchange.getMessage().setHeader("Date", date());
            exchange.getMessage().setBody("{\"page\":0,\"size\":100,\"hasMore\":false,\"items\":[" + item + "]}");
        };
    }

    private Processor refused(int status, String retryAfter) {
        return exchange -> {
            throw new HttpOperationFailedException(
                    "https://tracer",
                    status,
                    "",
                    null,
                    retryAfter == null ? Map.of() : Map.of("Retry-After", retryAfter),
                    "");
        };
    }

    private String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    }

    private long head() {
        return new Cursors(store).of("default").get(Cursors.HEAD);
    }

    private long waiting() {
        return new AlertQueries(store).counts().get("waiting");
    }
}
