package io.haetae.cli;

import io.haetae.config.Account;
import io.haetae.config.Settings;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --account NAME}, for commands that speak of one account where there may be several. */
final class AccountOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--account", paramLabel = "NAME")
    private String name;

    /** The one that was named, or all. */
    List<Account> of(Settings settings) {
        if (name == null) {
            return settings.accounts();
        }
        return settings.accounts().stream()
                .filter(account -> account.name().equals(name))
                .findFirst()
                .map(List::of)
                .orElseThrow(() -> Words.misused(command, "cli.misused.account", name, names(settings)));
    }

    /** The one that was named, or the only one. */
    Account one(Settings settings) {
        List<Account> accounts = of(settings);
        if (accounts.size() > 1) {
            throw Words.misused(command, "cli.misused.which-account", names(settings));
        }
        return accounts.get(0);
    }

    private static String names(Settings settings) {
        return String.join(", ", settings.accounts().stream().map(Account::name).toList());
    }
}
