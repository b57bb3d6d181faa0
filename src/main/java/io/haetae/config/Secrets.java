package io.haetae.config;

import java.util.List;
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

    /**
     * Empty if it is missing or contradictory, which is then among the problems.
     *
     * @param account whose it is; null for none in particular
     */
    Optional<Given> find(Option option, String account) {
        Optional<Given> found = look(option, account);
        if (found.isEmpty()) {
            Text secret = Text.of("config.secret." + option);
            String name = account == null ? option.environment().get(0) : option.environment(account);
            Text right = account == null
                    ? Text.of("config.missing.right", option.property(), secret, name)
                    : Text.of("config.missing.right.account", option.property(account), secret, name);
            problems.add(name, Text.of("config.missing"), right);
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
        return environment
                .find(names, property, text -> password().open(text))
                .or(() -> property(property))
                .map(this::opened);
    }

    private Optional<Given> property(String property) {
        return Optional.ofNullable(file.properties().get(property))
                .filter(value -> !value.isEmpty())
                .map(value -> new Given(property, value, true));
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
