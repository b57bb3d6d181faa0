package io.haetae.rule;

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
public record RuleFiles(List<Path> paths, Map<Path, Path> replaced, List<String> problems) {

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
        List<String> problems = new ArrayList<>();
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
                problems.add(folder + ": the folder of the rules can't be read"
                        + (Files.exists(folder) ? "" : ", as there is none"));
            }
        }
        if (problems.isEmpty() && byName.isEmpty()) {
            problems.add(String.join(", ", folders.stream().map(Path::toString).toList())
                    + ": there is no rule in it, no file that ends in " + SUFFIX);
        }
        return new RuleFiles(List.copyOf(byName.values()), replaced, problems);
    }
}
