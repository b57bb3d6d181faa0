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
@Command(name = "replay", description = "Sends dead letters again; a running watch takes them at once.")
final class AlertsReplay implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Which which;

    static final class Which {

        @Parameters(paramLabel = "ID", arity = "1..*", description = "As alerts list --state dead shows them.")
        private List<Long> ids;

        @Option(names = "--all", description = "All that are dead.")
        private boolean all;
    }

    @Override
    public Integer call() {
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
            left.forEach(id -> err.println("haetae: alert " + id + " is left alone: "
                    + alerts.show(id).map(alert -> "it is " + alert.state()).orElse("there is none")));
            return left.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private void told(int number) {
        spec.commandLine()
                .getOut()
                .println(number == 1 ? "1 alert waits to be sent again" : number + " alerts wait to be sent again");
    }
}
