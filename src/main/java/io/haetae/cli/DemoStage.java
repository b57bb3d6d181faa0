package io.haetae.cli;

import io.haetae.HaetaeRoutes;
import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.config.Text;
import io.haetae.config.WatchSettings;
import io.haetae.rule.RuleFolder;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import io.haetae.store.NativeFolder;
import io.haetae.store.StatusQuery;
import io.haetae.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;

/** The demo's world: stand-ins, a store in a temporary folder, and the real routes between them. */
final class DemoStage implements AutoCloseable {

    static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

    private static final List<String> RULES = List.of("root-login.camel.yaml", "root-access-key.camel.yaml");
    // the sandbox's own: it checks signatures made with them
    private static final String ACCESS_KEY = "DEMO";
    private static final String SECRET_KEY = "DEMOSECRET";

    final SandboxTracer tracer;
    final SandboxSlack slack;
    private final Path folder;
    private final Thread sweeper;
    private final Clock clock;
    private final Words words;
    private final Store store;
    private final HaetaeRoutes routes;
    private final DefaultCamelContext context = new DefaultCamelContext();

    DemoStage(Clock clock, Words words) throws Exception {
        this.clock = clock;
        this.words = words;
        folder = Files.createTempDirectory("haetae-demo");
        sweeper = new Thread(this::sweep, "haetae-demo-sweeper");
        Runtime.getRuntime().addShutdownHook(sweeper);
        for (String rule : RULES) {
            try (InputStream file = DemoStage.class.getResourceAsStream("demo/" + rule)) {
                Files.copy(file, folder.resolve(rule));
            }
        }
        tracer = SandboxTracer.start(clock, ACCESS_KEY, SECRET_KEY);
        slack = SandboxSlack.start(clock);
        NativeFolder.in(folder);
        Settings settings = settings();
        store = Store.open(settings.data());
        routes = new HaetaeRoutes(settings, clock, store, RuleFolder.read(settings.rules()), null);
        routes.addComponents(context);
        routes.addRoutes(context);
        routes.addTriggers(context);
        context.getShutdownStrategy().setTimeout(3);
    }

    void start() {
        context.start();
    }

    /** How many records the watch has read, each as often as it did. */
    long recordsRead() {
        return StatusQuery.read(store, clock.millis()).accounts().stream()
                .mapToLong(account -> account.recordsRead())
                .sum();
    }

    private Settings settings() {
        Account account = new Account(
                "demo",
                new Secret(ACCESS_KEY),
                new Secret(SECRET_KEY),
                tracer.url(),
                new Channel(new Secret(slack.webhook().toString())));
        return new Settings(
                List.of(account),
                "0/2 * * * * ?",
                Duration.ofSeconds(3),
                Duration.ofSeconds(2),
                List.of(Duration.ofSeconds(5), Duration.ofSeconds(10)),
                Duration.ofHours(24),
                folder.resolve("data"),
                folder,
                ZONE,
                new WatchSettings(Duration.ofMinutes(5), Duration.ofHours(24), words.language()));
    }

    @Override
    public void close() {
        context.stop();
        routes.close();
        store.close();
        tracer.close();
        slack.close();
        sweep();
        try {
            Runtime.getRuntime().removeShutdownHook(sweeper);
        } catch (IllegalStateException e) {
            return; // it is at work already
        }
    }

    private void sweep() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            System.err.println(words.of("cli.line", Text.of("cli.demo.left", folder, e.getMessage())));
        }
    }
}
