package io.haetae.rule;

import io.haetae.config.Text;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** A rule file that can't be used, and why, on one line. */
public final class BadRuleFile extends RuntimeException {

    private final transient Path path;
    private final transient Text text;

    public BadRuleFile(Path path, Text why) {
        super(Text.of("rule.file", path, why).toString());
        this.path = path;
        this.text = Text.of("rule.file", path, why);
    }

    Text text() {
        return text;
    }

    Path path() {
        return path;
    }

    /** A library's words on one line, without the arrow below a piece of the file. */
    static Text folded(String why) {
        return Text.asItIs(String.valueOf(why)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.equals("^"))
                .collect(Collectors.joining(" ")));
    }
}
