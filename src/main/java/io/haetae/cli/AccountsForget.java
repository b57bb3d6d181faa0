package io.haetae.cli;

import io.haetae.store.AccountNames;
import io.haetae.store.Store;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code haetae accounts forget NAME}: its cursors, alerts and all are removed. */
@Command(name = "forget")
final class AccountsForget implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Parameters(paramLabel = "NAME", descriptionKey = "NAME")
    private String name;

    @Option(names = "--force")
    private boolean force;

    /** Throws {@code FolderInUse} if a watch is at work. */
    @Override
    public Integer call() {
        Words words = Words.of(spec);
        PrintWriter err = spec.commandLine().getErr();
        try (Store store = Store.alone(config.readStoreSettings().data())) {
            AccountNames accounts = new AccountNames(store);
            int untold = accounts.untold(name);
            if (untold > 0 && !force) {
                words.tell(err, "cli.account.untold", name, untold);
                return ExitCode.SOFTWARE;
            }
            if (accounts.forget(name)) {
                spec.commandLine().getOut().println(words.of("cli.account.forgotten", name));
                return ExitCode.OK;
            }
            words.tell(err, "cli.account.none", String.join(", ", accounts.all()), name);
            return ExitCode.SOFTWARE;
        }
    }
}
