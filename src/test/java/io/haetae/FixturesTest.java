package io.haetae;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.config.WatchSettings;
import io.haetae.poll.PollRoute;
import io.haetae.rule.ActivityProducer;
import io.haetae.rule.Collected;
import io.haetae.rule.RuleFolder;
import io.haetae.store.Alert;
import io.haetae.store.Store;
import io.haetae.tracer.Answer;
import io.haetae.tracer.ReadAnswer;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.ResponseConnControl;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each raw answer of the tracer, over real HTTP through the real poll route with the two rules of the original. */
class FixturesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MovableClock CLOCK = new MovableClock(Instant.parse("2024-05-31T20:00:00Z"));

    @TempDir
    static Path folder;

    private static HttpServer server;
    private static DefaultCamelContext context;
    private static HaetaeRoutes routes;
    private static Store store;
    private static volatile JsonNode current;

    @BeforeAll
    static void start() throws Exception {
        // without a Date: the fixtures' time is long ago
        server = ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getLoopbackAddress())
                .setHttpProcessor(HttpProcessorBuilder.create()
                        .add(new ResponseContent())
                        .add(new ResponseConnControl())
                        .build())
                .setRequestRouter((routed, unrouted) -> (request, response, unused) -> {
                    response.setCode(current.get("status").asInt());
                    response.setEntity(new ByteArrayEntity(
                            bytes(current.get("file").asText()),
                            ContentType.parse(current.get("contentType").asText()),
                            current.path("contentEncoding").asText(null)));
                })
                .create();
        server.start();
        Account account = new Account(
                "default",
                new Secret("EXAMPLEACCESSKEY0000"),
                new Secret("secret"),
                URI.create("http://127.0.0.1:" + server.getLocalPort()),
                new Channel(new Secret("http://127.0.0.1:1/unused")));
        Settings settings = new Settings(
                List.of(account),
                "0 * * * * ?",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                List.of(Duration.ofMinutes(15)),
                Duration.ofHours(24),
                folder,
                Path.of("routes"),
                ZoneId.of("Asia/Seoul"),
                WatchSettings.DEFAULT);
        store = Store.open(folder);
        context = new DefaultCamelContext();
        routes = new HaetaeRoutes(settings, CLOCK, store, RuleFolder.read(Path.of("routes")), null);
        routes.addComponents(context);
        routes.addRoutes(context);
        context.start();
    }

    @AfterAll
    static void stop() {
        context.stop();
        routes.close();
        store.close();
        server.close(CloseMode.IMMEDIATE);
    }

    static Stream<JsonNode> cases() throws Exception {
        List<JsonNode> cases = new ArrayList<>();
        JSON.readTree(bytes("expected.json")).get("cases").forEach(cases::add);
        assertThat(cases).hasSize(52);
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isReadAsExpected(JsonNode expected) {
        current = expected;
        CLOCK.advance(Duration.ofHours(2)); // past every "not before"
        Exchange page = readOnePage();
        Answer answer = page.getProperty(ReadAnswer.PROPERTY, Answer.class);
        boolean failed = expected.get("outcome").asText().equals("failed");
        assertThat(answer.failure() != null).as("%s", answer.failure()).isEqualTo(failed);
        if (failed) {
            assertThat(answer.failure().family().name().toLowerCase().replace('_', '-'))
                    .isEqualTo(expected.get("reason").asText());
        } else {
            assertThat(answer.page().items()).isEqualTo(expected.get("items").asInt());
            assertThat(answer.page().hasMore())
                    .isEqualTo(expected.get("hasMore").asBoolean());
            assertThat(answer.page().unreadable())
                    .hasSize(expected.get("unreadable").asInt());
        }
        if (expected.has("paging")) {
            assertThat(answer.page().echo())
                    .hasToString("[" + expected.get("paging").asText() + "]");
        }
        assertThat(lines(page)).isEqualTo(texts(expected.path("alerts")));
    }

    private static Exchange readOnePage() {
        return context.createProducerTemplate().request("direct:" + PollRoute.POLL, exchange -> {
            exchange.setProperty(ActivityProducer.ACCOUNT, "default");
        });
    }

    /** A record counts once, as in the outbox. */
    private static List<String> lines(Exchange page) {
        return page.getProperty(Collected.PROPERTY, Collected.class).alerts().stream()
                .filter(distinct())
                .map(Alert::text)
                .toList();
    }

    private static java.util.function.Predicate<Alert> distinct() {
        java.util.Set<String> seen = new java.util.HashSet<>();
        return alert -> seen.add(alert.rule() + alert.record() + alert.ordinal());
    }

    private static List<String> texts(JsonNode alerts) {
        List<String> texts = new ArrayList<>();
        alerts.forEach(line -> texts.add(line.asText()));
        return texts;
    }

    private static byte[] bytes(String file) throws java.io.IOException {
        try (InputStream in = FixturesTest.class.getResourceAsStream("/tracer/" + file)) {
            return in.readAllBytes();
        }
    }
}
