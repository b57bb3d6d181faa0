package io.haetae.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Makes what is its user's alone, where the file system has such rights. What is there already is left as it is. */
final class Private {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private Private() {}

    /** Those above it that are missing are made with the usual rights. */
    static void folder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(folder, rights(folder, FOLDER));
        } catch (FileAlreadyExistsException e) {
            Files.createDirectories(folder); // by somebody else meanwhile, unless it is a file
        }
    }

    /** Empty. */
    static void file(Path file) throws IOException {
        try {
            Files.createFile(file, rights(file, FILE));
            Owner.asFolder(file);
        } catch (FileAlreadyExistsException e) {
            return; // whose it is was decided before
        }
    }

    private static FileAttribute<?>[] rights(Path path, Set<PosixFilePermission> rights) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(rights)} : new FileAttribute<?>[0];
    }
}
