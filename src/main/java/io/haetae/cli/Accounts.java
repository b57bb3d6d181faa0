package io.haetae.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code haetae accounts …}: for when the configuration names the accounts anew. */
@Command(
        name = "accounts",
        description = "Renames or forgets what the store knows of an account.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AccountsRename.class, AccountsForget.class})
final class Accounts implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "rename or forget?");
    }
}
