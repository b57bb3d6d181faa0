package io.haetae.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haetae.MovableClock;
import io.haetae.Patience;
import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.config.WatchSettings;
import io.haetae.store.Alert;
import io.haetae.store.AlertQueries;
import io.haetae.store.ChannelState;
import io.haetae.store.Channels;
import io.haetae.store.Outbox;
import io.haetae.store.Severity;
import io.haetae.store.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/** The real routes on a real store against a stub over real HTTP; after each test, no log has a secret or an error. */
abstract class DeliveryFixture {

    static final Duration SECOND = Duration.ofSeconds(1);
    static final String PATH = "/services/T0SECRET/B0SECRET/verysecret";

    @TempDir
    Path folder;

    final MovableClock clock = new MovableClock(Instant.parse("2024-06-01T00:00:00Z"));
    final ListAppender<ILoggingEvent> log = new ListAppender<>();
    final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    /** Slack is waited for as long as a busy machine may take. */
    Duration deadline = Patience.LIMIT;

    StubSlack slack;
    Settings settings;
    Store store;
    AlertQueries alerts;
    CamelContext camel;

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
        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .isEmpty();
        root.setLevel(Level.INFO);
    }

    final void open() throws Exception {
        store = Store.open(folder, SQLiteConfig.SynchronousMode.OFF);
        alerts = new AlertQueries(store);
        camel = new DefaultCamelContext();
        camel.getShutdownStrategy().setTimeout(1);
        camel.addComponent(DeliverRoute.SLACK, new WebhookSlackComponent(webhooks(), deadline));
        camel.addRoutes(new DeliveryErrors());
        camel.addRoutes(new DeliverRoute(store, settings, clock, new Random(1)));
        camel.start();
    }

    static int attachments(String payload) {
        try {
            return new ObjectMapper().readTree(payload).get("attachments").size();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    void ticks(int count) {
        for (int i = 0; i < count; i++) {
            tick();
        }
    }

    /** Delivers, then lets a second pass. */
    void tick() {
        deliver();
        clock.advance(SECOND);
    }

    Exchange deliver() {
        return deliver(null);
    }

    /** A tick of one account; null for one of all. */
    Exchange deliver(String account) {
        try (var template = camel.createProducerTemplate()) {
            return template.request(
                    DeliverRoute.DELIVER_ENTRY, exchange -> exchange.setProperty(DeliverRoute.ACCOUNT, account));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Map<String, Long> counts() {
        return alerts.counts();
    }

    ChannelState state() {
        return store.read(handle -> new Channels(store).get(handle, channel()));
    }

    Map<String, Secret> webhooks() {
        return settings.channels().stream().collect(Collectors.toMap(Channel::id, Channel::webhook, (a, b) -> a));
    }

    /** Begins anew with other settings. */
    void reconfigure(Settings other) throws Exception {
        camel.close();
        store.close();
        settings = other;
        open();
    }

    String channel() {
        return settings.accounts().get(0).slack().channel().id();
    }

    void add(Alert... some) {
        store.write(tx -> new Outbox().add(tx, List.of(some), clock.millis()));
    }

    Alert alert(String record, Severity severity, String text, Map<String, String> facts) {
        long tenMinutesAgo = clock.millis() - 600_000;
        return new Alert("default", "rule", record, 0, severity, text, tenMinutesAgo, facts);
    }

    Settings settings(String url) {
        return settings(new Secret(url));
    }

    Settings settings(Secret webhook) {
        Account account = new Account(
                "default",
                new Secret("key"),
                new Secret("secret"),
                URI.create("http://127.0.0.1:1"),
                new Channel(webhook));
        return settings(List.of(account));
    }

    Settings settings(List<Account> accounts) {
        return new Settings(
                accounts,
                "0 * * * * ?",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                List.of(Duration.ofMinutes(15)),
                Duration.ofHours(24),
                folder,
                folder,
                ZoneId.of("Asia/Seoul"),
                WatchSettings.DEFAULT);
    }
}
