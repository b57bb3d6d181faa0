package io.haetae.rule;

import io.haetae.config.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The rule files of one or several folders, every {@code *.camel.yaml}: of those with one name the last folder's counts,
 * so that an own file replaces one that comes with Haetae, and an upgrade touches no own one.
 *
 * @param paths in the order of their names
 * @param replaced those that don't count to those that do
 * @param problems folders that can't be read
 */
public record RuleFiles(List<Path> paths, Map<Path, Path> replaced, List<Text> problems) {

    static final String SUFFIX = ".camel.yaml";

    /** Rule id to the folder that it is in, as far as the files can be read; nothing else of them is looked at. */
    public static Map<String, Path> folders(Collection<Path> folders) {
        Map<String, Path> found = new TreeMap<>();
        for (Path path : in(folders).paths()) {
            try {
                RuleFile.read(path).rules().keySet().forEach(id -> found.put(id, path.getParent()));
            } catch (BadRuleFile e) {
                continue; // a start says so
            }
        }
        return found;
    }

    static RuleFiles in(Collection<Path> folders) {
        Map<String, Path> byName = new TreeMap<>();
        Map<Path, Path> replaced = new TreeMap<>();
        List<Text> problems = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> paths = Files.list(folder)) {
                paths.filter(path -> path.getFileName().toString().endsWith(SUFFIX))
                        .forEach(path -> {
                            Path earlier = byName.put(path.getFileName().toString(), path);
                            if (earlier != null && !earlier.equals(path)) {
                                replaced.put(earlier, path);
                            }
                        });
            } catch (IOException e) {
                String why = Files.exists(folder) ? "rule.folder" : "rule.folder.none";
                problems.add(Text.of("rule.file", folder, Text.of(why)));
            }
        }
        if (problems.isEmpty() && byName.isEmpty()) {
            String all = String.join(", ", folders.stream().map(Path::toString).toList());
            problems.add(Text.of("rule.file", all, Text.of("rule.none", SUFFIX)));
        }
        return new RuleFiles(List.copyOf(byName.values()), replaced, problems);
    }
}
