package io.haetae.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it is told at once. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    /** What is set for all accounts is read for each: it is wrong once. */
    void add(String option, Text wrong, Text right) {
        Problem problem = new Problem(option, wrong, right);
        if (!found.contains(problem)) {
            found.add(problem);
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /**
     * Throws {@link ConfigurationException} if anything was found.
     *
     * @param warnings what may be wrong besides, a line each
     */
    void raise(List<Text> warnings) {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found, warnings);
        }
    }
}
