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
            Private.folder(data);
            Private.folder(folder);
            System.setProperty(PROPERTY, folder.toAbsolutePath().toString());
            try (Stream<Path> paths = Files.list(folder)) {
                return new NativeFolder(paths.toList());
            }
        } catch (IOException e) {
            throw Sqlite.unusable(folder, e);
        }
    }

    /**
     * For a guest: the watch's folder, if it is there and this user may write to it; else the system's temporary folder
     * has to do. It is not made here, as it would be in the way of a watch of another user.
     */
    static void beside(Path data) {
        Path folder = data.resolve("native");
        if (System.getProperty(PROPERTY) == null && Files.isDirectory(folder) && Files.isWritable(folder)) {
            System.setProperty(PROPERTY, folder.toAbsolutePath().toString());
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
