package io.haetae.cli;

import io.haetae.store.AlertQueries;
import io.haetae.store.Store;
import io.haetae.store.StoredAlert;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code haetae alerts list}: a line each, the oldest first. */
@Command(name = "list")
final class AlertsList implements Callable<Integer> {

    private static final int WIDTH = 80;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(names = "--state", paramLabel = "STATE")
    private String state;

    @Option(names = "--json")
    private boolean json;

    @Override
    public Integer call() {
        if (state != null && !AlertQueries.STATES.contains(state)) {
            throw Words.misused(spec, "cli.misused.state", String.join(", ", AlertQueries.STATES));
        }
        List<StoredAlert> alerts;
        try (Store store = Store.attach(config.readStoreSettings().data())) {
            alerts = new AlertQueries(store).list(state);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(alerts));
        } else if (alerts.isEmpty()) {
            Words words = Words.of(spec);
            spec.commandLine()
                    .getErr()
                    .println(state == null ? words.of("cli.alerts.none") : words.of("cli.alerts.none.state", state));
        } else {
            table(alerts, out, Paint.auto());
        }
        return 0;
    }

    private void table(List<StoredAlert> alerts, PrintWriter out, Paint paint) {
        int digits =
                Math.max(2, Long.toString(alerts.get(alerts.size() - 1).id()).length());
        Words words = Words.of(spec);
        out.println(paint.strong(" ".repeat(digits - 2) + "ID  "
                + Columns.pad(words.of("cli.alerts.state"), 7) + "  "
                + Columns.pad(words.of("cli.alerts.severity"), 8) + "  "
                + words.of("cli.alerts.text")));
        for (StoredAlert stored : alerts) {
            String id = ("%" + digits + "d").formatted(stored.id());
            String state = paint.state(stored.state(), Columns.pad(stored.state(), 7));
            String severity = paint.severity(
                    stored.alert().severity(),
                    Columns.pad(stored.alert().severity().word(), 8));
            String text = Columns.plain(stored.alert().text());
            // into a pipe it goes whole, for grep
            String shown = paint.colour() ? Columns.cut(text, WIDTH - digits - 21) : text;
            out.println(id + "  " + state + "  " + severity + "  " + shown);
        }
    }
}
