package io.haetae.config;

import java.util.function.Predicate;

/**
 * An option's value and where it came from.
 *
 * @param name of the property or of the environment variable, for messages
 * @param fromFile whether it stands in the properties file (or is the default): relative paths are relative to that
 * @param source of a secret that stands in a file of its own; or null
 */
record Given(String name, String value, boolean fromFile, SecretFile source) {

    Given(String name, String value, boolean fromFile) {
        this(name, value, fromFile, null);
    }

    /** @param good what a value that takes its place while the watch runs must fulfil */
    Secret secret(Predicate<String> good) {
        return source == null ? new Secret(value) : source.follow(good);
    }
}
