package io.haetae.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it is told at once. */
final class Problems {

    private final List<Problem> found = new ArrayList<>();

    void add(String option, String wrong, String right) {
        found.add(new Problem(option, wrong, right));
    }

    /**
     * Throws {@link ConfigurationException} if anything was found.
     *
     * @param warnings what may be wrong besides, a line each
     */
    void raise(List<String> warnings) {
        if (!found.isEmpty()) {
            throw new ConfigurationException(found, warnings);
        }
    }
}
