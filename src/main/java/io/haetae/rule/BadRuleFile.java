package io.haetae.rule;

import java.nio.file.Path;
import java.util.stream.Collectors;

/** A rule file that can't be used, and why, on one line. */
public final class BadRuleFile extends RuntimeException {

    private final transient Path path;

    public BadRuleFile(Path path, String why) {
        super(path + ": " + folded(why));
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** On one line, without the arrow below a piece of the file. */
    private static String folded(String why) {
        return String.valueOf(why)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.equals("^"))
                .collect(Collectors.joining(" "));
    }
}
