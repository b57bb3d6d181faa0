package io.haetae.cli;

import io.haetae.config.Account;
import io.haetae.config.ConfigurationException;
import io.haetae.config.Problem;
import io.haetae.config.Settings;
import io.haetae.config.Text;
import io.haetae.store.AccountNames;
import java.util.List;
import java.util.Set;

/**
 * Accounts that the store knows and the configuration doesn't. Their alerts would never be sent, and if one has only been
 * named anew, its records would be read from now on and those in between by nobody.
 */
record Strays(Settings settings, AccountNames stored) {

    /** Throws {@link ConfigurationException} if there are any. */
    void refuse() {
        List<String> configured =
                settings.accounts().stream().map(Account::name).toList();
        Set<String> strays = stored.all();
        configured.forEach(strays::remove);
        List<String> unread =
                configured.stream().filter(name -> !stored.all().contains(name)).toList();
        String to = unread.isEmpty() ? "NEW" : unread.get(0);
        List<Problem> problems = strays.stream()
                .map(stray -> new Problem(
                        "haetae.accounts", Text.of("cli.stray", stray), Text.of("cli.stray.right", stray, to)))
                .toList();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems, List.of());
        }
    }
}
