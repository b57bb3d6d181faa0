package io.haetae.cli;

import io.haetae.config.StoreSettings;
import io.haetae.deliver.SlackWords;
import io.haetae.store.AlertQueries;
import io.haetae.store.Store;
import io.haetae.store.StoredAlert;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code haetae alerts show ID}: all that is known of one. */
@Command(name = "show")
final class AlertsShow implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Parameters(paramLabel = "ID", descriptionKey = "ID")
    private long id;

    @Override
    public Integer call() {
        StoreSettings settings = config.readStoreSettings();
        Optional<StoredAlert> found;
        try (Store store = Store.attach(settings.data())) {
            found = new AlertQueries(store).show(id);
        }
        if (found.isEmpty()) {
            Words.of(spec).tell(spec.commandLine().getErr(), "cli.alerts.no-id", Long.toString(id));
            return ExitCode.SOFTWARE;
        }
        print(found.get(), new Times(settings.zone()), Paint.auto());
        return ExitCode.OK;
    }

    private void print(StoredAlert stored, Times times, Paint paint) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(paint.strong(Columns.plain(stored.alert().text())));
        out.println();
        line("id", stored.id());
        line("state", stored.state());
        line("reason", stored.reason());
        line("attempts", stored.attempts());
        line("first-failed", stored.firstFailed() == null ? null : times.show(stored.firstFailed()));
        line("stored", times.show(stored.created()));
        line(
                stored.state().equals("dead") ? "dead" : "sent",
                stored.settled() == null ? null : times.show(stored.settled()));
        out.println();
        line("severity", stored.alert().severity().word());
        line("event-time", times.show(stored.alert().eventTime()));
        line("account", stored.alert().account());
        line("rule", stored.alert().rule());
        line("record", stored.alert().record());
        SlackWords words = new SlackWords(Words.of(spec).language());
        // small, as the labels above
        stored.alert()
                .facts()
                .forEach((name, value) -> fact(
                        words.factTitle(name).toLowerCase(Locale.ROOT),
                        value == null ? null : words.fact(name, value)));
    }

    private void line(String label, Object value) {
        fact(Words.of(spec).of("cli.alert." + label), value);
    }

    private void fact(String label, Object value) {
        if (value != null) {
            String shown = Columns.pad(Columns.plain(label), 16) + "  " + Columns.plain(value.toString());
            spec.commandLine().getOut().println(shown);
        }
    }
}
