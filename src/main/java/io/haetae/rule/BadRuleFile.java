package io.haetae.rule;

import java.nio.file.Path;

/** A rule file that can't be used, and why. */
public final class BadRuleFile extends RuntimeException {

    public BadRuleFile(Path path, String why) {
        super(path + ": " + why);
    }
}
