package io.haetae.cli;

import io.haetae.HaetaeRoutes;
import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Durations;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.rule.RuleFolder;
import io.haetae.sandbox.DemoStory;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import io.haetae.store.StatusQuery;
import io.haetae.store.Store;
import io.haetae.store.WatchStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole watch against stand-ins, so that a newcomer sees it work before there is a key or a webhook. */
@Command(
        name = "demo",
        description = "Shows the watch at work: real routes, against stand-ins on this machine. Leaves nothing behind.")
final class Demo implements Callable<Integer> {

    private static final String ACCESS_KEY = "DEMOACCESSKEY0000000";
    private static final Duration OVERLAP = Duration.ofSeconds(3);
    private static final long SEED = 7; // the same story at every showing
    /** After the time given, for what is still on its way. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Mixin
    private ConfigOption config; // every command takes --config; the demo has a configuration of its own

    @Option(names = "--for", paramLabel = "TIME", description = "How long, 30s by default; 10s at least.")
    private String length = "30s";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Duration time = length();
        PrintWriter out = spec.commandLine().getOut();
        Path folder = Files.createTempDirectory("haetae-demo-");
        Clock clock = Clock.systemUTC();
        Quiet.logs();
        System.setProperty("org.sqlite.tmpdir", folder.toString());
        Secret secret = new Secret("a secret that never leaves this process");
        try (SandboxTracer tracer = SandboxTracer.start(clock, ACCESS_KEY, secret.reveal());
                SandboxSlack slack = SandboxSlack.start(clock)) {
            Settings settings = settings(tracer, slack, secret, folder);
            DemoStory story = new DemoStory(clock.instant(), time, SEED);
            DemoScreen screen = new DemoScreen(out, settings.zone(), story);
            story.play(tracer, slack);
            slack.onMessage(screen::message);
            screen.open(time, settings);
            return watch(settings, clock, slack, screen, time) ? ExitCode.OK : ExitCode.SOFTWARE;
        } finally {
            remove(folder);
        }
    }

    private static boolean watch(Settings settings, Clock clock, SandboxSlack slack, DemoScreen screen, Duration time)
            throws Exception {
        try (Store store = Store.open(settings.data());
                HaetaeRoutes routes =
                        new HaetaeRoutes(settings, clock, store, RuleFolder.read(settings.routes()), null);
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.getShutdownStrategy().setTimeout(5);
            routes.addComponents(context);
            routes.addRoutes(context);
            routes.addTriggers(context);
            context.start();
            long soonest = System.nanoTime() + time.toNanos();
            long latest = soonest + PATIENCE.toNanos();
            while (System.nanoTime() < soonest || (!screen.allTold() && System.nanoTime() < latest)) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            context.stop();
            long read = StatusQuery.read(store, clock.millis()).accounts().stream()
                    .mapToLong(WatchStatus.AccountStatus::recordsRead)
                    .sum();
            return screen.close(read, slack.posts().size() - slack.messages().size());
        }
    }

    private static Settings settings(SandboxTracer tracer, SandboxSlack slack, Secret secret, Path folder) {
        Account account = new Account(
                "demo",
                new Secret(ACCESS_KEY),
                secret,
                tracer.url(),
                new Channel(new Secret(slack.webhook().toString())));
        return new Settings(
                List.of(account),
                "0/2 * * * * ?",
                OVERLAP,
                Duration.ofSeconds(2),
                List.of(Duration.ofSeconds(5), Duration.ofSeconds(10)),
                Duration.ofHours(1),
                folder,
                Path.of(System.getProperty("haetae.home", "."), "routes"),
                ZoneId.of("Asia/Seoul"));
    }

    private Duration length() {
        try {
            Duration time = Durations.parse(length);
            if (time.compareTo(DemoStory.SHORTEST) < 0) {
                throw new ParameterException(
                        spec.commandLine(), "--for: " + length + " is too short to show anything; 10s at least");
            }
            return time;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--for: " + e.getMessage());
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> left = Files.walk(folder)) {
            for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
