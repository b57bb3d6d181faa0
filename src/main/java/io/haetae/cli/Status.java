package io.haetae.cli;

import io.haetae.config.ConfigurationException;
import io.haetae.config.StoreSettings;
import io.haetae.rule.RuleFiles;
import io.haetae.store.StatusQuery;
import io.haetae.store.Store;
import io.haetae.store.StoreException;
import io.haetae.store.WatchStatus;
import io.haetae.store.WatchStatus.ChannelStatus;
import io.haetae.watch.StoreTold;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code haetae status}: what one looks at first at three in the morning, and what a monitoring system calls. */
@Command(name = "status")
final class Status implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(names = "--json")
    private boolean json;

    private Words words;

    /** Throws {@link ConfigurationException}, which is an exit 2 of its own. */
    @Override
    public Integer call() {
        words = Words.of(spec);
        StoreSettings settings = config.readStoreSettings();
        long now = config.clock().millis();
        WatchStatus status;
        try (Store store = Store.attach(settings.data())) {
            status = StatusQuery.read(store, now);
        } catch (StoreException e) {
            if (json) {
                spec.commandLine().getOut().println(Json.cantTell(words.of(e.text())));
            }
            words.tell(spec.commandLine().getErr(), "cli.status.cant-tell", e.text());
            return ExitCode.USAGE;
        }
        status = inUse(status, settings);
        print(status, settings, now);
        return complaints(status, settings, now).isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void print(WatchStatus status, StoreSettings settings, long now) {
        PrintWriter out = spec.commandLine().getOut();
        List<String> complaints = complaints(status, settings, now);
        WatchProcess process = WatchProcess.of(settings.data());
        ConditionWords conditions = new ConditionWords(settings.language(), settings.zone());
        // one folder needs no name
        Map<String, Path> folders = settings.rules().size() > 1 ? RuleFiles.folders(settings.rules()) : Map.of();
        if (json) {
            out.println(Json.of(status, process, complaints, conditions, folders, now));
        } else {
            new StatusText(out, new Times(settings.zone()), words, conditions, folders, Paint.auto(), now)
                    .print(status, process, complaints);
        }
    }

    private List<String> complaints(WatchStatus status, StoreSettings settings, long now) {
        List<String> complaints = new ArrayList<>();
        // a full or locked store can be read as well as ever: only the watch knows that it can't write
        new StoreTold(settings.data())
                .openSince(settings.channels())
                .ifPresent(
                        since -> complaints.add(words.of("cli.health.store", new Times(settings.zone()).show(since))));
        complaints.addAll(new Health(status, settings.blindAfter(), now, words).complaints());
        return complaints;
    }

    /** Without the channels of webhooks that have been replaced, if it is known which are in use. */
    private static WatchStatus inUse(WatchStatus status, StoreSettings settings) {
        List<ChannelStatus> channels = status.channels().stream()
                .filter(channel ->
                        settings.channels().isEmpty() || settings.channels().contains(channel.id()))
                .toList();
        return channels.isEmpty()
                ? status
                : new WatchStatus(status.accounts(), status.conditions(), status.outbox(), channels);
    }
}
