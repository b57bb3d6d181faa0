package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haetae.Patience;
import io.haetae.store.RuleStarts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reviewer broke the poll with, once. */
class PollHazardsTest extends PollFixture {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Event(long at, long visible, String json) {}

    @TempDir
    private Path rules;

    private final List<Event> events = new ArrayList<>();
    private Runnable inSlowRule = () -> {};
    private Duration ahead = Duration.ZERO;

    @BeforeEach
    void copyRule() throws Exception {
        tracer = this::answer;
        Files.copy(Path.of("routes/root-login.camel.yaml"), rules.resolve("root-login.camel.yaml"));
    }

    @Override
    String date() {
        return date(clock.instant().minus(ahead));
    }

    private void start() throws Exception {
        start(clock, rules, new RouteBuilder() {
            @Override
            public void configure() {
                from("activity:Slow")
                        .process(e -> inSlowRule.run())
                        .setBody(constant("slow"))
                        .to("alert:info");
            }
        });
        camel.getShutdownStrategy().setTimeout(8);
    }

    private void answer(Exchange exchange) throws Exception {
        JsonNode asked = JSON.readTree(exchange.getMessage().getBody(String.class));
        long from = asked.get("fromEventTime").asLong();
        long to = asked.get("toEventTime").asLong();
        String items = events.stream()
                .filter(event -> event.at >= from && event.at <= to && event.visible <= clock.millis())
                .map(Event::json)
                .collect(Collectors.joining(","));
        exchange.getMessage().setHeader("Date", date());
        exchange.getMessage().setBody("{\"items\":[" + items + "],\"hasMore\":false,\"page\":0,\"size\":100}");
    }

    /** @param at seconds from now; so is visible */
    private void happens(String id, String type, String name, long at, long visible) {
        long event = clock.millis() + at * 1000;
        var record = JSON.createObjectNode()
                .put("historyId", id)
                .put("eventTime", event)
                .put("productDisplayName", "Account")
                .put("actionResultType", "SUCCESS")
                .put("resourceType", type)
                .put("resourceName", name);
        record.putObject("productData").put("twoFactorLoginType", "OTP");
        events.add(new Event(event, clock.millis() + visible * 1000, record.toString()));
    }

    private void polls(int minutes) {
        for (int i = 0; i < minutes; i++) {
            clock.advance(Duration.ofMinutes(1));
            poll();
        }
    }

    /** The rules' routes were stopped before the poll: the rest of the page met no rule, and counted as read. */
    @Test
    void aStopInTheMidstOfAPageLosesNothing() throws Exception {
        start();
        polls(1);
        happens("slow", "Slow", "x", 30, 3030); // late, so that only the sweep of an hour shows it
        happens("late", "Customer", "admin", 31, 3030);
        CountDownLatch stopped = new CountDownLatch(1);
        inSlowRule = () -> {
            inSlowRule = () -> {};
            new Thread(() -> {
                        camel.stop();
                        stopped.countDown();
                    })
                    .start();
            Patience.await().until(camel::isStopping);
        };
        polls(100);
        assertThat(stopped.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        stop();
        start();
        polls(120);
        assertThat(told()).contains("late");
    }

    /** Rules that were being stopped were taken for rules that are gone, and began anew at the next start. */
    @Test
    void aPollDuringTheStopForgetsNoRule() throws Exception {
        start();
        polls(1);
        Map<String, Long> before = new RuleStarts(store).of("default");
        happens("slow", "Slow", "x", 30, 30);
        inSlowRule = () -> {
            inSlowRule = () -> {};
            Thread stopper = new Thread(camel::stop);
            stopper.start();
            Patience.await().until(camel::isStopping);
            polls(1);
        };
        polls(1);
        Patience.await().until(camel::isStopped);
        assertThat(new RuleStarts(store).of("default")).isEqualTo(before);
    }

    /** An Error from a rule was taken for the JVM's, and nothing was read on for as long as its record was there. */
    @Test
    void aRuleThatOverflowsTheStackFailsAlone() throws Exception {
        Files.writeString(rules.resolve("a-regex.camel.yaml"), """
                - route:
                    id: a-regex
                    from:
                      uri: activity:Bucket
                      steps:
                        - filter:
                            simple: ${body.resourceName} regex '(a|b)*c'
                            steps:
                              - setBody: {constant: x}
                              - to: alert:low
                """);
        start();
        polls(1);
        happens("poison", "Bucket", "ab".repeat(200_000), 30, 30);
        happens("login", "Customer", "admin", 31, 31);
        polls(2);
        assertThat(told()).containsExactly("login");
    }

    /**
     * A clock that was 3 days ahead made --since 24h begin now, one that was 12 hours ahead made it 12 hours; and what the
     * first poll's sweeps read was still held against the starts that its rules had had before.
     */
    @ParameterizedTest
    @CsvSource({"72, true", "72, false", "12, true", "12, false", "0, true"})
    void sinceIsMeasuredByTheTracersClock(int hours, boolean refusedAtFirst) throws Exception {
        ahead = Duration.ofHours(hours);
        since = clock.millis() - Duration.ofHours(24).toMillis();
        long asked = since - ahead.toMillis();
        happens("login", "Customer", "admin", (asked - clock.millis()) / 1000 + 60, 0);
        start();
        if (refusedAtFirst) {
            tracer = exchange -> {
                throw new HttpOperationFailedException("tracer", 401, "no", null, Map.of("Date", date()), "{}");
            };
        }
        polls(1);
        assertThat(new RuleStarts(store).of("default").get("root-login"))
                .isBetween(asked - Duration.ofMinutes(6).toMillis(), asked);
        tracer = this::answer;
        polls(30);
        assertThat(told()).containsExactly("login");
    }

    @Test
    void aBadRequestInA200SwitchesThePagingNames() throws Exception {
        start();
        happens("login", "Customer", "admin", 0, 0);
        tracer = exchange -> {
            if (exchange.getMessage().getBody(String.class).contains("pageIndex")) {
                answer(exchange);
            } else {
                exchange.getMessage().setBody("{\"error\":{\"errorCode\":\"100\",\"message\":\"unknown: page\"}}");
            }
        };
        polls(1);
        assertThat(told()).containsExactly("login");
    }

    @Test
    void anAnswerThatRepeatsTheKeyAndTheSignatureLeavesThemNowhere() throws Exception {
        start();
        tracer = exchange -> {
            String body = "{\"error\":{\"errorCode\":\"200\",\"message\":\"refused: "
                    + exchange.getMessage().getHeader("x-ncp-iam-access-key") + " signed "
                    + exchange.getMessage().getHeader("x-ncp-apigw-signature-v2") + "\"}}";
            throw new HttpOperationFailedException("tracer", 401, "no", null, Map.of(), body);
        };
        polls(1);
        assertThat(failure()).contains("refused: *** signed ***\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused", "a page of HTML", "an error in a 200"})
    void norDoesOneWhoseExcerptEndsWithinThem(String how) throws Exception {
        start();
        List<String> secrets = new ArrayList<>();
        tracer = exchange -> {
            String signature = exchange.getMessage().getHeader("x-ncp-apigw-signature-v2", String.class);
            secrets.add(signature);
            String said = "<p>" + "-".repeat(160) + signature.replace("/", "&#x2F;") + "</p>" + "-".repeat(100);
            if (how.equals("refused")) {
                throw new HttpOperationFailedException("tracer", 401, "no", null, Map.of(), said);
            }
            exchange.getMessage()
                    .setBody(
                            how.startsWith("a page")
                                    ? said
                                    : "{\"error\":{\"errorCode\":\"200\",\"message\":\"" + said + "\"}}");
        };
        polls(1);
        assertThat(failure()).contains("-*").doesNotContain(secrets.get(0).substring(0, 3));
    }

    private String failure() {
        return store.read(handle -> handle.createQuery("select last_failure from account")
                .mapTo(String.class)
                .one());
    }
}
