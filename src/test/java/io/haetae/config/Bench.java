package io.haetae.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A home, a folder with an application.properties, and an environment; everything required is there at first. */
final class Bench {

    static final String ACCESS_KEY = "ncp_iam_BPAMKRaccess12345678";
    static final String SECRET_KEY = "ncp_iam_BPKMKRsecret-of-forty-characters";
    static final String WEBHOOK = "https://hooks.slack.com/services/T000/B000/verysecretpath";

    final Map<String, String> environment = new HashMap<>(
            Map.of("NCLOUD_ACCESS_KEY", ACCESS_KEY, "NCLOUD_SECRET_KEY", SECRET_KEY, "WEBHOOK_URL", WEBHOOK));
    final Path home;
    final Path file;
    final Path distribution;
    long nanos;
    private final StringBuilder text = new StringBuilder();

    Bench(Path folder) {
        home = folder.resolve("home");
        file = folder.resolve("etc/application.properties");
        distribution = folder.resolve("haetae");
        write(file, "");
    }

    Bench environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Bench without(String... names) {
        List.of(names).forEach(environment::remove);
        return this;
    }

    Bench property(String name, String value) {
        write(file, text.append(name).append('=').append(value).append('\n').toString());
        return this;
    }

    /** Its owner's alone, as a secret's must be. Gives back the file's path. */
    String write(Path path, String content) {
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            return path.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Configuration read() {
        return reader().read(file);
    }

    SettingsReader reader() {
        return new SettingsReader(environment, home, distribution, Instant.parse("2026-11-25T00:00:00Z"), () -> nanos);
    }

    /** Empty if there are none. */
    List<Problem> problems() {
        try {
            read();
            return List.of();
        } catch (ConfigurationException e) {
            return e.problems();
        }
    }
}
