package io.haetae.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * SQLite's native library as one start unpacked it, for the next: else each start asks other programs what system this is,
 * unpacks a megabyte and compares it byte by byte. The name of its folder tells for which version and processor it is, and
 * what is in it, so that a file which was cut off or altered, by a power cut for example, is not used; against somebody
 * who means harm it is no proof: so it must be this user's own, too. One that can't be
 * loaded here does no harm: SQLite then unpacks its own, as the file has the name that SQLite gives it.
 */
final class KeptLibrary {

    private static final String FOLDER = "org.sqlite.lib.path";

    private KeptLibrary() {}

    /** Has SQLite load that of one of these folders if it is sound, and gives back which; one of {@code java -D} stays. */
    static Optional<Path> use(List<Path> folders) throws IOException {
        if (System.getProperty(FOLDER) != null || System.getProperty("org.sqlite.lib.name") != null) {
            return Optional.empty();
        }
        for (Path folder : folders) {
            if (name(folder).startsWith(beginning())
                    && Owner.isSelf(folder)
                    && Owner.isSelf(library(folder))
                    && name(folder).equals(named(library(folder)))) {
                System.setProperty(FOLDER, folder.toAbsolutePath().toString());
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** Gives the one that this process has unpacked a second name, which stays when the process ends. */
    static void keep(Path unpacked) throws IOException {
        Path folder = unpacked.resolveSibling(named(unpacked));
        Private.folder(folder);
        Files.createLink(library(folder), unpacked);
    }

    /** Whatever it is: what was unpacked, or kept. */
    static void remove(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            Files.deleteIfExists(library(path));
        }
        Files.deleteIfExists(path);
    }

    /** Whether SQLite has unpacked it, and not its lock. */
    static boolean isUnpacked(Path file) {
        return name(file).startsWith("sqlite-" + SQLiteJDBCLoader.getVersion() + "-")
                && !name(file).endsWith(".lck");
    }

    /** What the folder of a library is called; not so if there is none. */
    private static String named(Path library) throws IOException {
        if (!Files.isRegularFile(library)) {
            return "";
        }
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(library));
        return beginning() + Long.toHexString(sum.getValue());
    }

    private static String beginning() {
        return "kept-" + SQLiteJDBCLoader.getVersion() + "-" + System.getProperty("os.arch") + "-";
    }

    private static Path library(Path folder) {
        return folder.resolve(LibraryLoaderUtil.getNativeLibName());
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
