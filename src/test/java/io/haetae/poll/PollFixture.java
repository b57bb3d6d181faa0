package io.haetae.poll;

import io.haetae.HaetaeRoutes;
import io.haetae.MovableClock;
import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.config.WatchSettings;
import io.haetae.rule.ActivityProducer;
import io.haetae.rule.RuleFolder;
import io.haetae.store.AlertQueries;
import io.haetae.store.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** The real routes on a real store, polled by hand; only the request itself is replaced. */
abstract class PollFixture {

    static final Instant BEGIN = Instant.parse("2024-06-01T00:00:00Z");
    static final Duration QUARTER = Duration.ofMinutes(15);
    static final Secret ACCESS_KEY = new Secret("EXAMPLEACCESSKEY0000");
    static final Secret SECRET_KEY = new Secret("EXAMPLESECRETKEY0000");

    @TempDir
    Path folder;

    final MovableClock clock = new MovableClock(BEGIN);
    /** Answers the requests. */
    Processor tracer;

    /** As {@code --since}, to be set before the start. */
    Long since;

    Store store;
    DefaultCamelContext camel;
    private HaetaeRoutes routes;

    /** @param rule one more, in Java */
    void start(Clock watch, Path rules, RouteBuilder rule) throws Exception {
        Account account = new Account(
                "default",
                ACCESS_KEY,
                SECRET_KEY,
                URI.create("http://127.0.0.1:1"),
                new Channel(new Secret("http://127.0.0.1:1/unused")));
        Settings settings = new Settings(
                List.of(account),
                "0 * * * * ?",
                Duration.ofMinutes(5),
                QUARTER,
                List.of(QUARTER, Duration.ofHours(1)),
                Duration.ofHours(24),
                folder,
                rules,
                ZoneId.of("Asia/Seoul"),
                WatchSettings.DEFAULT);
        store = Store.open(folder, SQLiteConfig.SynchronousMode.OFF);
        camel = new DefaultCamelContext();
        camel.getShutdownStrategy().setTimeout(1);
        routes = new HaetaeRoutes(settings, watch, store, RuleFolder.read(rules), since);
        routes.addComponents(camel);
        routes.addRoutes(camel);
        camel.addRoutes(rule);
        AdviceWith.adviceWith(
                camel,
                PollRoute.PAGE,
                advice -> advice.weaveByToUri(PollRoute.HTTPS + "*").replace().process(this::ask));
        camel.start();
    }

    void ask(Exchange exchange) throws Exception {
        tracer.process(exchange);
    }

    @AfterEach
    void stop() {
        camel.stop();
        routes.close();
        store.close();
    }

    Exchange poll() {
        return camel.createProducerTemplate()
                .request(
                        "direct:" + PollRoute.POLL,
                        exchange -> exchange.setProperty(ActivityProducer.ACCOUNT, "default"));
    }

    /** As the tracer's {@code Date}. */
    String date() {
        return date(clock.instant());
    }

    static String date(Instant at) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atZone(ZoneOffset.UTC));
    }

    /** The records that the rules have told, in the order of their ids. */
    List<String> told() {
        return new AlertQueries(store)
                .list(null).stream()
                        .filter(stored -> !stored.alert().rule().startsWith("haetae-"))
                        .map(stored -> stored.alert().record())
                        .sorted()
                        .toList();
    }
}
