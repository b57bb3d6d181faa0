package io.haetae.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** What of a file changes when its content does, through any symbolic links. */
final class FileStamp {

    /** A file changed again so soon after may look the same: the kernel's time goes by ticks, some file systems' by 2 s. */
    private static final long SOON = Duration.ofSeconds(3).toMillis();

    private final BasicFileAttributes file;
    private final boolean settled;

    private FileStamp(BasicFileAttributes file) {
        this.file = file;
        long age = System.currentTimeMillis() - file.lastModifiedTime().toMillis();
        this.settled = age > SOON;
    }

    /** Null if there is no such file, or it can't be looked at. */
    static FileStamp of(Path path) {
        try {
            return new FileStamp(Files.readAttributes(path, PosixFileAttributes.class));
        } catch (UnsupportedOperationException e) {
            return basic(path);
        } catch (IOException e) {
            return null;
        }
    }

    private static FileStamp basic(Path path) {
        try {
            return new FileStamp(Files.readAttributes(path, BasicFileAttributes.class));
        } catch (IOException e) {
            return null;
        }
    }

    /** Whether the content is surely that of then. */
    boolean same(FileStamp now) {
        return now != null
                && settled
                && Objects.equals(file.fileKey(), now.file.fileKey())
                && file.lastModifiedTime().equals(now.file.lastModifiedTime())
                && file.size() == now.file.size()
                && permissions().equals(now.permissions());
    }

    boolean regular() {
        return file.isRegularFile();
    }

    /** False where the file system has no such rights. */
    boolean readByOthers() {
        return permissions().contains(PosixFilePermission.GROUP_READ)
                || permissions().contains(PosixFilePermission.OTHERS_READ);
    }

    /** As {@code rw-r--r--}. */
    String rights() {
        return PosixFilePermissions.toString(permissions());
    }

    private Set<PosixFilePermission> permissions() {
        return file instanceof PosixFileAttributes posix ? posix.permissions() : Set.of();
    }
}
