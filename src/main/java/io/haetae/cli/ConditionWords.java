package io.haetae.cli;

import io.haetae.store.Condition;
import io.haetae.store.WatchStatus;
import io.haetae.store.WatchStatus.AccountStatus;
import io.haetae.watch.Kind;
import io.haetae.watch.Lines;
import java.time.ZoneId;
import java.util.Locale;

/** What an open condition means and what to do, in the language of the commands. */
final class ConditionWords {

    private final Lines lines;

    ConditionWords(Locale language, ZoneId zone) {
        lines = new Lines(language, zone);
    }

    /** With the cause as it is by now: that of the beginning may be over while the condition is not. */
    String of(Condition condition, WatchStatus status) {
        String latest = status.accounts().stream()
                .filter(account -> account.name().equals(condition.account()))
                .findFirst()
                .map(AccountStatus::lastFamily)
                .orElse(null);
        return Kind.of(condition.kind()).isPresent() ? lines.words(condition, latest) : condition.kind();
    }
}
