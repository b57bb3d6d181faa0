package io.haetae.cli;

import io.haetae.store.AlertQueries;
import io.haetae.store.Store;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code haetae alerts replay ID…|--all}: dead letters wait again, as if they were new. A running watch sends them. */
@Command(name = "replay")
final class AlertsReplay implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Which which;

    static final class Which {

        @Parameters(paramLabel = "ID", descriptionKey = "ID", arity = "1..*")
        private List<Long> ids;

        @Option(names = "--all")
        private boolean all;
    }

    @Override
    public Integer call() {
        Words words = Words.of(spec);
        try (Store store = Store.attach(config.readStoreSettings().data())) {
            AlertQueries alerts = new AlertQueries(store);
            if (which.all) {
                told(alerts.replayAll());
                return ExitCode.OK;
            }
            List<Long> replayed = alerts.replay(which.ids);
            told(replayed.size());
            List<Long> left = new ArrayList<>(which.ids);
            left.removeAll(replayed);
            PrintWriter err = spec.commandLine().getErr();
            for (Long id : left) {
                String shown = Long.toString(id);
                alerts.show(id)
                        .ifPresentOrElse(
                                alert -> words.tell(err, "cli.alerts.left", shown, alert.state()),
                                () -> words.tell(err, "cli.alerts.left.none", shown));
            }
            return left.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void told(int number) {
        spec.commandLine().getOut().println(Words.of(spec).of("cli.alerts.replayed", number));
    }
}
