package io.haetae.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where SQLite unpacks its native library: a folder of our own, as a process that is killed leaves its copy behind, and
 * in the system's temporary folder nobody would sweep it.
 */
public final class NativeFolder {

    private static final String PROPERTY = "org.sqlite.tmpdir";

    private final List<Path> leftovers;

    private NativeFolder(List<Path> leftovers) {
        this.leftovers = leftovers;
    }

    /** To be called before the first store of the process is opened; a folder given by {@code java -D} is kept. */
    public static NativeFolder in(Path data) {
        if (System.getProperty(PROPERTY) != null) {
            return new NativeFolder(List.of());
        }
        Path folder = data.resolve("native");
        try {
            Files.createDirectories(folder);
            System.setProperty(PROPERTY, folder.toAbsolutePath().toString());
            try (Stream<Path> paths = Files.list(folder)) {
                return new NativeFolder(paths.toList());
            }
        } catch (IOException e) {
            throw Sqlite.unusable(folder, e);
        }
    }

    /** Removes what killed processes left; to be called when the store is open, so that no other process is at work. */
    public void sweep() {
        for (Path path : leftovers) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                continue; // it takes room and does no harm
            }
        }
    }
}
