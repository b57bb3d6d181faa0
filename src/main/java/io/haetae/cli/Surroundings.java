package io.haetae.cli;

import io.haetae.check.Politeness;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a command takes from where it is run.
 *
 * @param home the user's
 * @param folder the one that {@code bin/} stands in: the default configuration's
 * @param pause how a command that has to wait waits
 */
public record Surroundings(
        Map<String, String> environment, Path home, Path folder, Clock clock, Politeness.Pause pause) {

    public Surroundings(Map<String, String> environment, Path home, Path folder, Clock clock) {
        this(environment, home, folder, clock, TimeUnit.MILLISECONDS::sleep);
    }

    static Surroundings real() {
        return new Surroundings(
                System.getenv(),
                Path.of(System.getProperty("user.home", "")),
                Path.of(System.getProperty("haetae.home", "")),
                Clock.systemUTC());
    }
}
