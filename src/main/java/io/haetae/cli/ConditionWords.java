package io.haetae.cli;

import io.haetae.store.Condition;
import io.haetae.watch.Kind;
import io.haetae.watch.Lines;
import java.time.ZoneId;
import java.util.Locale;

/** What an open condition means and what to do, in the language of the commands. */
final class ConditionWords {

    private final Lines lines;

    ConditionWords(ZoneId zone) {
        lines = new Lines(Locale.ENGLISH, zone);
    }

    String of(Condition condition) {
        return Kind.of(condition.kind()).isPresent() ? lines.words(condition) : condition.kind();
    }
}
