package io.haetae.rule;

import io.haetae.config.Text;
import java.util.List;
import java.util.stream.Collectors;

/** All that is wrong with the rule files, a line each. */
public final class BadRuleFiles extends RuntimeException {

    private final transient List<Text> problems;

    public BadRuleFiles(List<Text> problems) {
        super(problems.stream().map(Text::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public List<Text> problems() {
        return problems;
    }
}
