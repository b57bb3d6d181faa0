package io.haetae.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Which rules are at work.
 *
 * @param folders at least one; of files with one name, the last folder's counts
 * @param off ids of rules that are switched off
 */
public record RuleSettings(List<Path> folders, Set<String> off) {

    public RuleSettings {
        folders = List.copyOf(folders);
        off = Set.copyOf(off);
    }

    /** Every rule of one folder. */
    public static RuleSettings of(Path folder) {
        return new RuleSettings(List.of(folder), Set.of());
    }
}
