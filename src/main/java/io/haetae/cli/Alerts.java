package io.haetae.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code haetae alerts …}: the outbox for people. */
@Command(
        name = "alerts",
        description = "Shows what is in the outbox, and sends dead letters again.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AlertsList.class, AlertsShow.class, AlertsReplay.class})
final class Alerts implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "list, show or replay?");
    }
}
