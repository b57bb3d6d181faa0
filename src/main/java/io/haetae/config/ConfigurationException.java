package io.haetae.config;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration is wrong, in all these ways. The message has a line for each. */
public final class ConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    private final transient List<Text> warnings;

    /** @param warnings what may be wrong besides, a line each */
    public ConfigurationException(List<Problem> problems, List<Text> warnings) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
    }

    public List<Problem> problems() {
        return problems;
    }

    public List<Text> warnings() {
        return warnings;
    }
}
