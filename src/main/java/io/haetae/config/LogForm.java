package io.haetae.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a line of the log looks like. */
public enum LogForm {
    TEXT,
    JSON;

    /** As it is written in the configuration. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<LogForm> of(String word) {
        return Arrays.stream(values()).filter(form -> form.word().equals(word)).findFirst();
    }

    /**
     * Before anything else is read, as the first line of the log has that form already; whatever is wrong with the
     * configuration is told later.
     */
    public static LogForm early(Map<String, String> environment, Path file) {
        Problems later = new Problems();
        PropertiesFile properties =
                Files.exists(file) ? PropertiesFile.read(file, later) : PropertiesFile.none(Path.of(""));
        return new Values(environment, properties, Path.of(""), later).logForm();
    }
}
