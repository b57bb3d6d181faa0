package io.haetae.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a secret is looked for: the environment, else the file that {@code …_FILE} names, else the property, else, for
 * the keys, {@code ~/.ncloud/configure}. Messages name places only: even a file's name may turn out to be the secret.
 */
final class Secrets {

    private static final String FILE = "_FILE";

    private final Map<String, String> environment;
    private final PropertiesFile file;
    private final NcloudFile ncloud;
    private final SecretFolders folders;
    private final Problems problems;

    Secrets(Map<String, String> environment, PropertiesFile file, NcloudFile ncloud, Problems problems) {
        this.environment = environment;
        this.file = file;
        this.ncloud = ncloud;
        this.folders = SecretFolders.of(environment);
        this.problems = problems;
    }

    /** Empty if it is missing or contradictory, which is then among the problems. */
    Optional<Given> find(Option option) {
        Optional<Given> found = look(option);
        if (found.isEmpty()) {
            problems.add(
                    option.environment().get(0),
                    "is missing",
                    "set it, or put " + option.property() + " into application.properties: " + option.description());
        }
        return found.filter(given -> !given.value().isEmpty());
    }

    /** As {@link #find}, but a secret that is nowhere is no problem. A contradiction is a value of no characters. */
    Optional<Given> look(Option option) {
        Map<String, Given> given = new LinkedHashMap<>();
        boolean broken = false;
        for (String name : option.environment()) {
            value(name).ifPresent(value -> given.put(name, new Given(name, value, false)));
            Optional<String> path = value(name + FILE);
            if (path.isPresent()) {
                Optional<Given> content = content(name + FILE, path.get());
                broken |= content.isEmpty();
                content.ifPresent(value -> given.put(name + FILE, value));
            }
        }
        if (given.values().stream().map(Given::value).distinct().count() > 1) {
            problems.add(String.join(" and ", given.keySet()), "have different values", "set only one of them");
            broken = true;
        }
        if (broken) {
            return Optional.of(new Given(option.property(), "", false));
        }
        return given.values().stream().findFirst().or(() -> property(option)).or(() -> ncloud.find(option, problems));
    }

    private Optional<Given> property(Option option) {
        return Optional.ofNullable(file.properties().get(option.property()))
                .filter(value -> !value.isEmpty())
                .map(value -> new Given(option.property(), value, true));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private Optional<Given> content(String name, String path) {
        try {
            SecretFile source = new SecretFile(name, Path.of(path), folders, text -> Optional.of(text.strip()));
            return Optional.of(new Given(name, source.first(), false, source));
        } catch (SecretFile.Unusable e) {
            problems.add(name, e.getMessage(), e.right);
        } catch (InvalidPathException e) {
            problems.add(name, "names no file", "name a readable file that holds nothing else");
        }
        return Optional.empty();
    }
}
