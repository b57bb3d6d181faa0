package io.haetae.cli;

import io.haetae.HaetaeRoutes;
import io.haetae.config.Configuration;
import io.haetae.config.Durations;
import io.haetae.config.QuietLoggers;
import io.haetae.config.Settings;
import io.haetae.rule.RuleFolder;
import io.haetae.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import sun.misc.Signal;

/** The real thing, in the foreground. */
@Command(name = "run", description = "Watches, in the foreground, until it is told to stop.")
final class Run implements Callable<Integer> {

    /** With the deadline of a post in flight it leaves room to end within ten seconds. */
    private static final int SHUTDOWN_SECONDS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    @Mixin
    private ConfigOption config;

    @Option(
            names = "--since",
            paramLabel = "AGE",
            description = "At the very first start: tell what happened since then, as in 24h.")
    private String since;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        QuietLoggers.quiet();
        Configuration configuration = config.read();
        Settings settings = configuration.settings();
        Long begin =
                since == null ? null : Clock.systemUTC().millis() - age(since).toMillis();
        RuleFolder rules = RuleFolder.read(settings.routes());
        nativeLibrariesInto(settings.data());
        try (Store store = Store.open(settings.data());
                HaetaeRoutes routes = new HaetaeRoutes(settings, Clock.systemUTC(), store, rules, begin)) {
            LOG.info(
                    "Haetae {} watches {} with rules {}; data in {}",
                    Version.number(),
                    settings.accounts().stream().map(account -> account.name()).toList(),
                    rules.rules().keySet(),
                    settings.data().toAbsolutePath());
            return run(main(configuration, routes));
        }
    }

    private static Main main(Configuration configuration, HaetaeRoutes routes) {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false"); // our file has secrets in it
        main.configure().withName("haetae");
        main.configure().withJmxEnabled(false);
        main.configure().withShutdownTimeout(SHUTDOWN_SECONDS);
        main.configure().withRoutesCollectorEnabled(false);
        configuration.others().forEach(main::addInitialProperty);
        main.addMainListener(new MainListenerSupport() {
            @Override
            public void afterConfigure(BaseMainSupport started) {
                add(started.getCamelContext(), routes);
            }
        });
        return main;
    }

    private static void add(CamelContext context, HaetaeRoutes routes) {
        try {
            routes.addComponents(context);
            routes.addRoutes(context);
            routes.addTriggers(context);
        } catch (Exception e) {
            throw new IllegalStateException("the routes can't be made", e);
        }
    }

    /** A JVM that the signal itself ends exits with 143, which a supervisor takes for a failure. */
    private static int run(Main main) throws Exception {
        SimpleMainShutdownStrategy stop = new SimpleMainShutdownStrategy();
        main.setShutdownStrategy(stop);
        Signal.handle(new Signal("TERM"), signal -> stop.shutdown());
        Signal.handle(new Signal("INT"), signal -> stop.shutdown());
        main.run();
        LOG.info("Haetae has stopped");
        return main.getExitCode();
    }

    private Duration age(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--since: " + e.getMessage());
        }
    }

    /** SQLite unpacks a library at each start and leaves it behind when it is killed: into a folder that we sweep. */
    private static void nativeLibrariesInto(Path data) throws IOException {
        Path folder = Files.createDirectories(data.resolve("native"));
        try (Stream<Path> left = Files.list(folder)) {
            for (Path file : left.toList()) {
                Files.deleteIfExists(file);
            }
        }
        System.setProperty("org.sqlite.tmpdir", folder.toAbsolutePath().toString());
    }
}
