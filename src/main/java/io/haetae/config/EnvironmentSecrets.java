package io.haetae.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Secrets in the environment, and in the files that its {@code …_FILE} name. */
final class EnvironmentSecrets {

    private static final String FILE = "_FILE";

    private final Map<String, String> environment;
    private final SecretFolders folders;
    private final Problems problems;

    EnvironmentSecrets(Map<String, String> environment, Problems problems) {
        this.environment = environment;
        this.folders = SecretFolders.of(environment);
        this.problems = problems;
    }

    /**
     * Empty if it is nowhere. A contradiction, or a file that can't be used, is among the problems and a value of no
     * characters.
     *
     * @param names all that it may have
     * @param property its name for such a value
     * @param parse applied to the text of a file
     */
    Optional<Given> find(List<String> names, String property, SecretFile.Parse parse) {
        Map<String, Given> given = new LinkedHashMap<>();
        boolean broken = false;
        for (String name : names) {
            value(name).ifPresent(value -> given.put(name, new Given(name, value, false)));
            Optional<String> path = value(name + FILE);
            if (path.isPresent()) {
                Optional<Given> content = content(name + FILE, path.get(), parse);
                broken |= content.isEmpty();
                content.ifPresent(value -> given.put(name + FILE, value));
            }
        }
        if (given.values().stream().map(Given::value).distinct().count() > 1) {
            problems.add(String.join(", ", given.keySet()), Text.of("config.different"), Text.of("config.only-one"));
            broken = true;
        }
        return broken
                ? Optional.of(new Given(property, "", false))
                : given.values().stream().findFirst();
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private Optional<Given> content(String name, String path, SecretFile.Parse parse) {
        try {
            SecretFile source = new SecretFile(name, Path.of(path), folders, text -> parse.of(text.strip()));
            return Optional.of(new Given(name, source.first(), false, source));
        } catch (Unusable e) {
            e.addTo(problems, name);
        } catch (InvalidPathException e) {
            problems.add(name, Text.of("config.file.name"), SecretFile.RIGHT);
        }
        return Optional.empty();
    }
}
