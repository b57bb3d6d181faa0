package io.haetae.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vendor's {@code ~/.ncloud/configure}: {@code name = value} lines, in one profile or more. What counts is what
 * stands before any profile's header or in {@code [DEFAULT]}.
 */
record NcloudFile(Path path) {

    private static final Map<Option, String> NAMES =
            Map.of(Option.ACCESS_KEY, "ncloud_access_key_id", Option.SECRET_KEY, "ncloud_secret_access_key");

    static NcloudFile in(Path home) {
        return new NcloudFile(home.resolve(".ncloud").resolve("configure"));
    }

    Optional<Given> find(Option option, Problems problems) {
        if (!NAMES.containsKey(option) || !Files.exists(path)) {
            return Optional.empty();
        }
        String name = NAMES.get(option);
        try {
            if (!Files.isRegularFile(path)) { // who reads a pipe or a device may wait for ever
                throw new IOException("no regular file");
            }
            if (value(Files.readAllLines(path), name).isEmpty()) {
                return Optional.empty();
            }
            // the vendor's tools make it with whatever rights they like
            SecretFile source = new SecretFile(
                    name + " in ~/.ncloud/configure",
                    path,
                    null,
                    text -> value(text.lines().toList(), name).orElse(""));
            return Optional.of(new Given(name + " in ~/.ncloud/configure", source.first(), false, source));
        } catch (IOException | Unusable e) {
            problems.add(
                    "~/.ncloud/configure",
                    Text.of("config.ncloud"),
                    Text.of("config.ncloud.right", option.environment().get(0)));
            return Optional.of(new Given(option.property(), "", false));
        }
    }

    private static Optional<String> value(List<String> lines, String name) {
        boolean ours = true;
        for (String line : lines) {
            String text = line.strip();
            int equals = text.indexOf('=');
            if (text.startsWith("[")) {
                ours = text.equalsIgnoreCase("[DEFAULT]");
            } else if (ours && equals > 0 && text.substring(0, equals).strip().equals(name)) {
                return Optional.of(text.substring(equals + 1).strip()).filter(value -> !value.isEmpty());
            }
        }
        return Optional.empty();
    }
}
