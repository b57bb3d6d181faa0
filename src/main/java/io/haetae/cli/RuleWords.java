package io.haetae.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules at work on one line. */
final class RuleWords {

    private RuleWords() {}

    /** @param folders rule id to the folder that it is in; empty if that is not worth a word */
    static String of(Collection<String> rules, Map<String, Path> folders, Words words) {
        if (folders.isEmpty()) {
            return String.join(", ", rules);
        }
        Map<String, String> byFolder = new LinkedHashMap<>();
        rules.forEach(rule -> byFolder.merge(
                folders.containsKey(rule) ? folders.get(rule).toString() : words.of("cli.status.no-file"),
                rule,
                (before, one) -> before + ", " + one));
        return byFolder.entrySet().stream()
                .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
                .collect(Collectors.joining("; "));
    }
}
