package io.haetae.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where SQLite unpacks its native library: a folder of our own, as a process that is killed leaves its copy behind, and
 * in the system's temporary folder nobody would sweep it. One copy is kept: see {@link KeptLibrary}.
 */
public final class NativeFolder {

    private static final String PROPERTY = "org.sqlite.tmpdir";

    private static NativeFolder ours;

    private final Path folder;
    private final List<Path> found;
    private final Optional<Path> kept;

    private NativeFolder(Path folder, List<Path> found, Optional<Path> kept) {
        this.folder = folder;
        this.found = found;
        this.kept = kept;
    }

    /**
     * To be called before the first store of the process is opened, for which all later calls count, too; a folder given
     * by {@code java -D} is kept. One in another user's data folder is not used: root would load what that user put there.
     */
    public static synchronized NativeFolder in(Path data) {
        Path folder = data.resolve("native");
        if (ours != null && folder.equals(ours.folder)) {
            return ours;
        }
        if (System.getProperty(PROPERTY) != null) {
            return new NativeFolder(null, List.of(), Optional.empty());
        }
        try {
            Private.folder(data);
            if (Owner.isSelfOrRoot(data.toRealPath())) { // else a folder of ours would be in its owner's way
                Private.folder(folder);
            }
            if (!isOurs(data)) {
                return new NativeFolder(null, List.of(), Optional.empty());
            }
            System.setProperty(PROPERTY, folder.toAbsolutePath().toString());
            List<Path> found = list(folder);
            ours = new NativeFolder(folder, found, KeptLibrary.use(found));
            return ours;
        } catch (IOException e) {
            throw Sqlite.unusable(folder, e);
        }
    }

    /** Nobody else can put a library there; else the system's temporary folder has to do. */
    private static boolean isOurs(Path data) {
        try {
            return Owner.isSelfOrRoot(data.toRealPath()) && Owner.isSelf(data.resolve("native"));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Loads a library that was kept, and what else it takes to use a store, without touching one; to be called by a thread
     * that is ahead of {@link #in}.
     */
    public static void ahead(Path data) {
        if (Files.isDirectory(data.resolve("native")) && in(data).kept.isPresent()) {
            Sqlite.rehearse();
        }
    }

    /**
     * For a guest: the watch's folder, if it is there and this user may write to it; else the system's temporary folder
     * has to do. It is not made here, as it would be in the way of a watch of another user.
     */
    static void beside(Path data) {
        Path folder = data.resolve("native");
        if (System.getProperty(PROPERTY) == null && Files.isWritable(folder) && isOurs(data)) {
            System.setProperty(PROPERTY, folder.toAbsolutePath().toString());
        }
    }

    /**
     * Removes what killed processes and older versions left, and keeps what this one has unpacked; to be called when the
     * store is open, so that no other process is at work.
     */
    public void sweep() {
        List<Path> unpacked = unpacked();
        for (Path path : found) {
            try {
                if (!unpacked.isEmpty() || !kept.equals(Optional.of(path))) {
                    KeptLibrary.remove(path);
                }
            } catch (IOException e) {
                continue; // it takes room and does no harm
            }
        }
        try {
            for (Path path : unpacked) {
                KeptLibrary.keep(path);
            }
        } catch (IOException | UnsupportedOperationException e) {
            return; // the next start unpacks it again
        }
    }

    /** What SQLite had to unpack for this process: there was none, or it could not be loaded. */
    private List<Path> unpacked() {
        try {
            return folder == null
                    ? List.of()
                    : list(folder).stream()
                            .filter(path -> !found.contains(path) && KeptLibrary.isUnpacked(path))
                            .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        }
    }
}
