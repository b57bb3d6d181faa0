package io.haetae.cli;

import io.haetae.HaetaeRoutes;
import io.haetae.config.Account;
import io.haetae.config.Configuration;
import io.haetae.config.QuietLoggers;
import io.haetae.config.Settings;
import io.haetae.rule.RuleFolder;
import io.haetae.store.AccountNames;
import io.haetae.store.Cursors;
import io.haetae.store.FolderInUse;
import io.haetae.store.NativeFolder;
import io.haetae.store.Store;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code haetae run}: the watch itself, in the foreground, until SIGTERM or SIGINT. */
@Command(name = "run")
final class Run implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(names = "--since", paramLabel = "TIME")
    private String since;

    @Option(names = "--fresh-store")
    private boolean fresh;

    /** Throws {@code ConfigurationException}, {@code BadRuleFiles}, {@code StoreException}: {@link Failures} knows them. */
    @Override
    public Integer call() throws Exception {
        Signals signals = new Signals();
        signals.listen();
        Long from = since();
        Configuration configuration = config.read();
        Settings settings = configuration.settings();
        Ahead sqlite = new Ahead(() -> NativeFolder.ahead(settings.data())).start();
        Ahead.CAMEL.await();
        RuleFolder rules = RuleFolder.read(settings.rules());
        Failures.warn(rules.warnings(), spec);
        QuietLoggers.quiet();
        StoreStart start = new StoreStart(settings, config.clock());
        try (Store store = new FolderTurn(signals).open(() -> start.open(sqlite, fresh, from));
                HaetaeRoutes routes = new HaetaeRoutes(settings, config.clock(), store, rules, from)) {
            new Strays(settings, new AccountNames(store)).refuse();
            begins(settings, rules, store, from);
            int code = new CamelProcess(routes, rules.rules().size(), configuration.others()).run(signals);
            LOG.info("haetae ends");
            return code;
        } catch (FolderInUse e) {
            if (signals.stopped()) { // while it waited
                LOG.info("haetae ends");
                return ExitCode.OK;
            }
            throw e;
        }
    }

    /** Epoch milliseconds, UTC; null if not given. */
    private Long since() {
        if (since == null) {
            return null;
        }
        return config.clock().millis() - Since.of(since, "24h, 7d, 1h30m", spec).toMillis();
    }

    private void begins(Settings settings, RuleFolder rules, Store store, Long from) {
        LOG.info(
                "{} begins; data {}; rules {}{}",
                new Version().getVersion()[0],
                settings.data(),
                RuleWords.of(
                        rules.rules().keySet(),
                        settings.rules().folders().size() > 1 ? rules.folders() : Map.of(),
                        new Words(Locale.ENGLISH)),
                rules.off().isEmpty() ? "" : "; switched off " + String.join(", ", rules.off()));
        rules.replaced().forEach((file, by) -> LOG.info("{} is replaced by {}", file, by));
        Times times = new Times(settings.zone());
        for (Account account : settings.accounts()) {
            TreeMap<Duration, Long> cursors = new Cursors(store).of(account.name());
            if (cursors.isEmpty()) {
                long begin = FirstStart.from(settings, from, config.clock().millis());
                LOG.info("account {}: first start, records from {} on", account.name(), times.withOffset(begin));
            } else {
                LOG.info("account {}: goes on from {}", account.name(), times.withOffset(cursors.get(Cursors.HEAD)));
            }
        }
    }
}
