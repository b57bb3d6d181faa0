package io.haetae.rule;

import java.util.List;

/** All that is wrong with the rule files, a line each. */
public final class BadRuleFiles extends RuntimeException {

    private final transient List<String> problems;

    public BadRuleFiles(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
