package io.haetae.sim;

import io.haetae.Deadlines;
import io.haetae.HaetaeRoutes;
import io.haetae.Timing;
import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Network;
import io.haetae.config.RuleSettings;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.config.SlackSettings;
import io.haetae.config.WatchSettings;
import io.haetae.deliver.DeliverRoute;
import io.haetae.poll.PollRoute;
import io.haetae.rule.ActivityProducer;
import io.haetae.rule.RuleFolder;
import io.haetae.store.ImpatientStore;
import io.haetae.store.Store;
import io.haetae.store.StoreException;
import io.haetae.watch.RetentionRoute;
import io.haetae.watch.StoreRoute;
import io.haetae.watch.WatchRoute;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.jdbi.v3.core.Handle;

/** The real routes on the real store as one process would run them, in the caller's thread, without quartz. */
final class SimWatch {

    static final List<Duration> AGES = List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(3));

    /** In life it is longer than the tracer shows a record: see {@link RetentionOracle#mayRemove}. */
    static final Duration RETENTION = Duration.ofHours(5);

    private static final RuleFolder RULES = RuleFolder.read(Path.of("routes"));

    private final DefaultCamelContext context = new QuickContext();
    private final HaetaeRoutes routes;
    private final Store store;
    private final ProducerTemplate template;

    SimWatch(Path folder, SimTime time, SimTracer tracer, SimSlack slack, CrashPoint crash, Random random) {
        store = ImpatientStore.open(folder);
        Timing timing = new Timing(time, time::nanos, random, Deadlines.DEFAULT);
        routes = new HaetaeRoutes(settings(folder, slack), timing, store, RULES, null);
        context.getCamelContextExtension().addInterceptStrategy(crash);
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(1);
        context.addComponent(PollRoute.HTTPS, new StubComponent((exchange, name) -> {
            crash.step();
            tracer.answer(exchange);
        }));
        context.addComponent(DeliverRoute.SLACK, new StubComponent((exchange, name) -> {
            crash.step();
            slack.take(exchange, name);
            crash.step();
        }));
        try {
            routes.addRoutes(context);
            context.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        template = context.createProducerTemplate();
    }

    void poll() {
        template.request("direct:" + PollRoute.POLL, e -> e.setProperty(ActivityProducer.ACCOUNT, "default"));
    }

    void deliver() {
        template.request(DeliverRoute.DELIVER_ENTRY, e -> {});
    }

    void lookAtStore() {
        template.request(StoreRoute.WATCH_ENTRY, e -> {});
    }

    void look() {
        template.request(WatchRoute.WATCH, e -> {});
    }

    void removeOld() {
        template.request(RetentionRoute.ENTRY, e -> {});
    }

    /** From here on the store's file can't grow; after a fault the store is opened anew, and it can. */
    void fillStore() {
        mostPages(handle ->
                handle.createQuery("pragma page_count").mapTo(Long.class).one());
    }

    /** There is room again. */
    void emptyStore() {
        mostPages(handle -> 1L << 30);
    }

    private void mostPages(Function<Handle, Long> most) {
        try {
            store.read(handle -> handle.createQuery("pragma max_page_count = " + most.apply(handle))
                    .mapTo(Long.class)
                    .one());
        } catch (StoreException e) {
            throw new IllegalStateException("a store that is full can be read", e);
        }
    }

    void stop() {
        context.stop();
        routes.close();
        store.close();
    }

    private static Settings settings(Path folder, SimSlack slack) {
        Account account = new Account(
                "default",
                new Secret("EXAMPLEACCESSKEY0000"),
                new Secret("secret"),
                URI.create("https://tracer"),
                told(slack),
                null);
        return new Settings(
                List.of(account),
                "0 * * * * ?",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                AGES,
                Duration.ofHours(2),
                folder,
                RETENTION,
                RuleSettings.of(Path.of("routes")),
                ZoneId.of("Asia/Seoul"),
                new WatchSettings(Duration.ofMinutes(5), Duration.ofHours(3), Locale.KOREAN),
                Network.DIRECT);
    }

    private static SlackSettings told(SimSlack slack) {
        Map<String, Channel> byKind = new HashMap<>();
        for (AlertKind kind : List.of(AlertKind.CRITICAL, AlertKind.WATCH)) {
            byKind.put(kind.name().toLowerCase(Locale.ROOT), channel(slack.of(kind)));
        }
        return new SlackSettings(channel(slack.of(AlertKind.HIGH)), byKind, Map.of());
    }

    private static Channel channel(SimChannel channel) {
        return new Channel(new Secret(channel.webhook));
    }
}
