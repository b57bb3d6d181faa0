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
@Command(name = "rename")
final class AccountsRename implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Parameters(index = "0", paramLabel = "OLD", descriptionKey = "OLD")
    private String name;

    @Parameters(index = "1", paramLabel = "NEW", descriptionKey = "NEW")
    private String to;

    /** Throws {@code FolderInUse} if a watch is at work. */
    @Override
    public Integer call() {
        Words words = Words.of(spec);
        try (Store store = Store.alone(config.readStoreSettings().data())) {
            AccountNames accounts = new AccountNames(store);
            if (accounts.rename(name, to)) {
                spec.commandLine().getOut().println(words.of("cli.account.renamed", name, to));
                return ExitCode.OK;
            }
            boolean taken = accounts.all().contains(to);
            words.tell(
                    spec.commandLine().getErr(),
                    taken ? "cli.account.taken" : "cli.account.none",
                    String.join(", ", accounts.all()),
                    taken ? to : name);
            return ExitCode.SOFTWARE;
        }
    }
}
