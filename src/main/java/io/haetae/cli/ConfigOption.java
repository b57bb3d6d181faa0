package io.haetae.cli;

import io.haetae.check.Politeness;
import io.haetae.config.Configuration;
import io.haetae.config.SettingsReader;
import io.haetae.config.StoreSettings;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --config FILE}, on every command: mix it in with {@code @Mixin} and read what it names. */
public final class ConfigOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--config", paramLabel = "FILE")
    private Path file;

    /** All of it; warnings go to standard error. Throws {@code ConfigurationException} if anything is wrong. */
    public Configuration read() {
        Configuration configuration = file == null ? reader().readIfThere(standard()) : reader().read(file);
        Failures.warn(configuration.warnings(), command);
        return configuration;
    }

    /** What concerns the store, without keys. Throws {@code ConfigurationException} if any of that is wrong. */
    public StoreSettings readStoreSettings() {
        return file == null ? reader().readStoreSettingsIfThere(standard()) : reader().readStoreSettings(file);
    }

    public Clock clock() {
        return surroundings().clock();
    }

    /** How the command waits. */
    Politeness.Pause pause() {
        return surroundings().pause();
    }

    private SettingsReader reader() {
        Surroundings surroundings = surroundings();
        return new SettingsReader(
                surroundings.environment(),
                surroundings.home(),
                surroundings.folder(),
                surroundings.clock().instant());
    }

    private Path standard() {
        return surroundings().folder().resolve("application.properties");
    }

    private Surroundings surroundings() {
        return ((Haetae) command.root().userObject()).surroundings();
    }
}
