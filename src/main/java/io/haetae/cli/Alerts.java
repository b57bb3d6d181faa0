package io.haetae.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code haetae alerts …}: the outbox for people. */
@Command(
        name = "alerts",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AlertsList.class, AlertsShow.class, AlertsReplay.class})
final class Alerts implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw Words.misused(spec, "cli.misused.alerts");
    }
}
