package io.haetae.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a container or a service manager puts secrets, for one service alone: the files' own rights are not ours to set,
 * and others can't come by there.
 */
record SecretFolders(List<Path> folders) {

    static SecretFolders of(Map<String, String> environment) {
        return new SecretFolders(
                Stream.of("/run/secrets", "/var/run/secrets", environment.getOrDefault("CREDENTIALS_DIRECTORY", ""))
                        .flatMap(name -> path(name).stream())
                        .toList());
    }

    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name)).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A link out of the folder leaves it. */
    boolean hold(Path file) {
        return folders.stream().anyMatch(folder -> {
            try {
                return file.toRealPath().startsWith(folder.toRealPath());
            } catch (IOException e) {
                return false;
            }
        });
    }
}
