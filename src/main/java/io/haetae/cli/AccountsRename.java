package io.haetae.cli;

import io.haetae.store.AccountNames;
import io.haetae.store.Store;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code haetae accounts rename OLD NEW}: cursors, alerts and all go on under the new name. */
@Command(
        name = "rename",
        description = {
            "Gives an account another name; nothing is lost or told again. Stop the watch first.",
            "Exit 1 if there is no such account, or already one of the new name."
        })
final class AccountsRename implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Parameters(index = "0", paramLabel = "OLD", description = "As the store knows it: bin/haetae status shows it.")
    private String name;

    @Parameters(index = "1", paramLabel = "NEW", description = "As the configuration names it.")
    private String to;

    /** Throws {@code FolderInUse} if a watch is at work. */
    @Override
    public Integer call() {
        try (Store store = Store.alone(config.readStoreSettings().data())) {
            AccountNames accounts = new AccountNames(store);
            if (accounts.rename(name, to)) {
                spec.commandLine().getOut().println("account " + name + " is " + to + " from now on");
                return ExitCode.OK;
            }
            spec.commandLine()
                    .getErr()
                    .println("haetae: the store's accounts are " + String.join(", ", accounts.all()) + ": "
                            + (accounts.all().contains(to) ? to + " is taken" : "there is no " + name));
            return ExitCode.SOFTWARE;
        }
    }
}
