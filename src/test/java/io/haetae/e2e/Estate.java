package io.haetae.e2e;

import io.haetae.Deadlines;
import io.haetae.HaetaeRoutes;
import io.haetae.MovableClock;
import io.haetae.Timing;
import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.config.SettingsReader;
import io.haetae.config.WatchSettings;
import io.haetae.deliver.DeliverRoute;
import io.haetae.poll.PollRoute;
import io.haetae.rule.ActivityProducer;
import io.haetae.rule.RuleFolder;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import io.haetae.store.AlertQueries;
import io.haetae.store.Conditions;
import io.haetae.store.StatusQuery;
import io.haetae.store.Store;
import io.haetae.store.WatchStatus;
import io.haetae.store.WatchStatus.AccountStatus;
import io.haetae.store.WatchStatus.CursorStatus;
import io.haetae.watch.WatchRoute;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.apache.camel.impl.DefaultCamelContext;
import org.sqlite.SQLiteConfig;

/** The whole watch over real HTTP against the sandbox; time is moved by the test, so that hours pass at once. */
final class Estate implements AutoCloseable {

    static final String ACCESS_KEY = "EXAMPLEACCESSKEY0000";
    static final String SECRET_KEY = "EXAMPLESECRETKEY00000000000000000000000";

    final MovableClock clock = new MovableClock(Instant.parse("2026-11-01T00:00:30Z"));
    final SandboxTracer tracer = SandboxTracer.start(clock, ACCESS_KEY, SECRET_KEY);
    final SandboxSlack slack = SandboxSlack.start(clock);
    private final Path folder;
    private URI tracerUrl = tracer.url();
    private Path secretKeyFile;
    private Path webhookFile;
    private URI webhook = slack.webhook();
    private Deadlines deadlines = Deadlines.DEFAULT;
    private final WatchSettings watch;
    private Duration ahead = Duration.ZERO;
    private long nanos;
    private DefaultCamelContext context;
    private HaetaeRoutes routes;
    private Store store;

    Estate(Path folder) throws Exception {
        this(folder, Locale.KOREAN);
    }

    Estate(Path folder, Locale language) throws Exception {
        this.folder = folder;
        this.watch =
                new WatchSettings(WatchSettings.DEFAULT.blindAfter(), WatchSettings.DEFAULT.silentAfter(), language);
        start();
    }

    void start() throws Exception {
        Account account = secretKeyFile == null ? plainAccount() : accountInFiles();
        Settings settings = new Settings(
                List.of(account),
                "0 * * * * ?",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                List.of(Duration.ofMinutes(15), Duration.ofHours(1)),
                Duration.ofHours(24),
                folder,
                Path.of("routes"),
                ZoneId.of("Asia/Seoul"),
                watch);
        store = Store.open(folder, SQLiteConfig.SynchronousMode.OFF);
        context = new DefaultCamelContext();
        context.getShutdownStrategy().setTimeout(1);
        routes = new HaetaeRoutes(
                settings,
                new Timing(clock, () -> nanos, new Random(1), deadlines),
                store,
                RuleFolder.read(Path.of("routes")),
                null);
        routes.addComponents(context);
        routes.addRoutes(context);
        context.start();
    }

    private Account plainAccount() {
        return new Account(
                "default",
                new Secret(ACCESS_KEY),
                new Secret(SECRET_KEY),
                tracerUrl,
                new Channel(new Secret(webhook.toString())));
    }

    private Account accountInFiles() {
        Map<String, String> environment = Map.of(
                "NCLOUD_ACCESS_KEY", ACCESS_KEY,
                "NCLOUD_SECRET_KEY_FILE", secretKeyFile.toString(),
                "WEBHOOK_URL_FILE", webhookFile.toString(),
                "HAETAE_TRACER_URL", tracerUrl.toString());
        return new SettingsReader(environment, folder, folder, clock.instant())
                .readIfThere(folder.resolve("none.properties"))
                .settings()
                .account("default");
    }

    /** As {@link #restart}, with the secrets in files, which may be replaced then. */
    void secretsIn(Path secretKey, Path webhook) throws Exception {
        secretKeyFile = secretKey;
        webhookFile = webhook;
        restart(deadlines);
    }

    void stop() {
        context.stop();
        routes.close();
        store.close();
    }

    /** Stops, and starts again on the same store. */
    void restart(Deadlines others) throws Exception {
        stop();
        deadlines = others;
        start();
    }

    /** As {@link #restart}, with another address of the tracer in the configuration. */
    void tracerAt(URI url, Deadlines others) throws Exception {
        tracerUrl = url;
        restart(others);
    }

    /** As {@link #restart}, with another webhook in the configuration. */
    void webhookAt(URI url) throws Exception {
        webhook = url;
        restart(deadlines);
    }

    void pass(Duration time) {
        clock.advance(time);
        nanos += time.toNanos();
    }

    /** Somebody sets our clock; the tracer's goes on as it was. */
    void step(Duration by) {
        clock.advance(by);
        ahead = ahead.minus(by);
        tracer.offset(ahead);
    }

    /** The watch looks at itself, as it does every few seconds. */
    void watch() {
        context.createProducerTemplate().request(WatchRoute.WATCH, e -> {});
    }

    /** A minute passes, then a poll. */
    void poll() {
        pass(Duration.ofMinutes(1));
        context.createProducerTemplate()
                .request("direct:" + PollRoute.POLL, e -> e.setProperty(ActivityProducer.ACCOUNT, "default"));
    }

    /** Ticks of a second until nothing waits, at most so many. */
    void deliver(int ticks) {
        for (int i = 0; i < ticks && open() > 0; i++) {
            pass(Duration.ofSeconds(1));
            context.createProducerTemplate().request(DeliverRoute.DELIVER_ENTRY, e -> {});
        }
    }

    /** How many of the rules' alerts there are by state; those of the watch itself are left out. */
    Map<String, Long> outbox() {
        Map<String, Long> counts = new HashMap<>();
        AlertQueries.STATES.forEach(state -> counts.put(state, 0L));
        new AlertQueries(store)
                .list(null).stream()
                        .filter(stored -> !stored.alert().rule().startsWith(Conditions.RULE))
                        .forEach(stored -> counts.merge(stored.state(), 1L, Long::sum));
        return counts;
    }

    Store store() {
        return store;
    }

    WatchStatus status() {
        return StatusQuery.read(store, clock.millis());
    }

    /** Where each reading stands, the head first: epoch milliseconds, UTC. */
    List<Long> cursors() {
        return account().cursors().stream().map(CursorStatus::position).toList();
    }

    AccountStatus account() {
        return status().accounts().get(0);
    }

    long holes() {
        return store.read(handle -> handle.createQuery("select count(*) from hole")
                .mapTo(Long.class)
                .one());
    }

    private long open() {
        Map<String, Long> all = new AlertQueries(store).counts();
        return all.get("waiting") + all.get("sending");
    }

    @Override
    public void close() {
        stop();
        tracer.close();
        slack.close();
    }
}
