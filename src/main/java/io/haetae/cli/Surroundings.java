package io.haetae.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a command takes from where it is run.
 *
 * @param home the user's
 * @param folder the one that {@code bin/} stands in: the default configuration's
 */
public record Surroundings(Map<String, String> environment, Path home, Path folder, Clock clock) {

    static Surroundings real() {
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home", "")),
                Path.of(System.getProperty("haetae.home", "")),
                Clock.systemUTC());
    }
}
