package io.haetae.cli;

import io.haetae.store.AccountNames;
import io.haetae.store.Store;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code haetae accounts forget NAME}: its cursors, alerts and all are removed. */
@Command(
        name = "forget",
        description = {
            "Removes all that the store knows of an account. Stop the watch first.",
            "Exit 1 if there is no such account, or if alerts of it wait or are dead."
        })
final class AccountsForget implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Parameters(paramLabel = "NAME", description = "As the store knows it: bin/haetae status shows it.")
    private String name;

    @Option(names = "--force", description = "Even if alerts of it wait or are dead: nobody will be told of them.")
    private boolean force;

    /** Throws {@code FolderInUse} if a watch is at work. */
    @Override
    public Integer call() {
        try (Store store = Store.alone(config.readStoreSettings().data())) {
            AccountNames accounts = new AccountNames(store);
            int untold = accounts.untold(name);
            if (untold > 0 && !force) {
                spec.commandLine()
                        .getErr()
                        .println("haetae: alerts of account " + name + " that nobody has been told: " + untold
                                + "; see bin/haetae alerts list, or forget them too with --force");
                return ExitCode.SOFTWARE;
            }
            if (accounts.forget(name)) {
                spec.commandLine().getOut().println("account " + name + " is forgotten");
                return ExitCode.OK;
            }
            spec.commandLine()
                    .getErr()
                    .println("haetae: the store's accounts are " + String.join(", ", accounts.all()) + ": there is no "
                            + name);
            return ExitCode.SOFTWARE;
        }
    }
}
