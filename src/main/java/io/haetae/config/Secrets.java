package io.haetae.config;

import java.util.Map;
import java.util.Optional;

/**
 * Where a secret is looked for: the environment, else the file that {@code …_FILE} names, else the property, else, for
 * the keys, {@code ~/.ncloud/configure}; anywhere but there it may be encrypted. Messages name places only: even a
 * file's name may turn out to be the secret.
 */
final class Secrets {

    private final Map<String, String> variables;
    private final EnvironmentSecrets environment;
    private final PropertiesFile file;
    private final NcloudFile ncloud;
    private final Problems problems;
    private MasterPassword password;

    Secrets(Map<String, String> environment, PropertiesFile file, NcloudFile ncloud, Problems problems) {
        this.variables = environment;
        this.environment = new EnvironmentSecrets(environment, problems);
        this.file = file;
        this.ncloud = ncloud;
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
        return environment
                .find(
                        option.environment(),
                        option.property(),
                        text -> password().open(text))
                .or(() -> property(option))
                .map(this::opened)
                .or(() -> ncloud.find(option, problems));
    }

    private Optional<Given> property(Option option) {
        return Optional.ofNullable(file.properties().get(option.property()))
                .filter(value -> !value.isEmpty())
                .map(value -> new Given(option.property(), value, true));
    }

    /** A value that can't be opened is one of no characters. */
    private Given opened(Given given) {
        if (given.source() != null || !MasterPassword.locked(given.value())) {
            return given;
        }
        try {
            return new Given(given.name(), password().open(given.value()), given.fromFile());
        } catch (Unusable e) {
            e.addTo(problems, given.name());
            return new Given(given.name(), "", given.fromFile());
        }
    }

    /** Looked for when something is encrypted only. */
    private synchronized MasterPassword password() {
        if (password == null) {
            password = MasterPassword.find(variables, problems);
        }
        return password;
    }
}
