package io.haetae.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code haetae accounts …}: for when the configuration names the accounts anew. */
@Command(
        name = "accounts",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AccountsRename.class, AccountsForget.class})
final class Accounts implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw Words.misused(spec, "cli.misused.accounts");
    }
}
