package io.haetae.cli;

import io.haetae.config.Configuration;
import io.haetae.config.SettingsReader;
import io.haetae.config.StoreSettings;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Option;

/** {@code --config}, on every command. */
final class ConfigOption {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; by default application.properties beside bin/.")
    private Path file;

    /** Everything, checked. */
    Configuration read() {
        return file != null ? reader().read(file) : reader().readIfThere(standard());
    }

    /** What it takes to look into the store, without keys. */
    StoreSettings store() {
        return file != null ? reader().readStoreSettings(file) : reader().readStoreSettingsIfThere(standard());
    }

    private static Path standard() {
        return Path.of(System.getProperty("haetae.home", ".")).resolve("application.properties");
    }

    private static SettingsReader reader() {
        return new SettingsReader(System.getenv(), Path.of(System.getProperty("user.home")), Instant.now());
    }
}
