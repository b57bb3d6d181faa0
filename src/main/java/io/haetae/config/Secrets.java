package io.haetae.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Where a secret is looked for: the environment, else the file that {@code …_FILE} names, else the property, else, for
 * the keys, {@code ~/.ncloud/configure}. Messages name places only: even a file's name may turn out to be the secret.
 */
final class Secrets {

    private static final String FILE = "_FILE";

    private final Map<String, String> environment;
    private final PropertiesFile file;
    private final NcloudFile ncloud;
    private final Problems problems;

    Secrets(Map<String, String> environment, PropertiesFile file, NcloudFile ncloud, Problems problems) {
        this.environment = environment;
        this.file = file;
        this.ncloud = ncloud;
        this.problems = problems;
    }

    /**
     * Empty if it is missing or contradictory, which is then among the problems.
     *
     * @param account whose it is; null for none in particular
     */
    Optional<Given> find(Option option, String account) {
        Optional<Given> found = look(option, account);
        if (found.isEmpty()) {
            String right = account == null
                    ? "set it, or put " + option.property() + " into application.properties: "
                    : "set it, or " + option.property(account) + ": ";
            problems.add(
                    account == null ? option.environment().get(0) : option.environment(account),
                    "is missing",
                    right + option.description());
        }
        return found.filter(given -> !given.value().isEmpty());
    }

    /** As {@link #find}, but a secret that is nowhere is no problem. A contradiction is a value of no characters. */
    Optional<Given> look(Option option, String account) {
        Optional<Given> own = account == null
                ? Optional.empty()
                : look(List.of(option.environment(account)), option.property(account));
        return own.or(() -> look(option.environment(), option.property())).or(() -> ncloud.find(option, problems));
    }

    private Optional<Given> look(List<String> names, String property) {
        Map<String, String> given = new LinkedHashMap<>();
        boolean broken = false;
        for (String name : names) {
            value(name).ifPresent(value -> given.put(name, value));
            Optional<String> path = value(name + FILE);
            if (path.isPresent()) {
                Optional<String> content = content(path.get());
                broken |= content.isEmpty();
                content.ifPresentOrElse(
                        value -> given.put(name + FILE, value),
                        () -> problems.add(
                                name + FILE,
                                "the file that it names can't be read or is empty",
                                "name a readable file that holds nothing else"));
            }
        }
        if (new TreeSet<>(given.values()).size() > 1) {
            problems.add(String.join(" and ", given.keySet()), "have different values", "set only one of them");
            broken = true;
        }
        if (broken) {
            return Optional.of(new Given(property, "", false));
        }
        return given.entrySet().stream()
                .findFirst()
                .map(entry -> new Given(entry.getKey(), entry.getValue(), false))
                .or(() -> property(property));
    }

    private Optional<Given> property(String property) {
        return Optional.ofNullable(file.properties().get(property))
                .filter(value -> !value.isEmpty())
                .map(value -> new Given(property, value, true));
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    private static Optional<String> content(String path) {
        try {
            return Optional.of(Files.readString(Path.of(path)).strip()).filter(value -> !value.isEmpty());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
