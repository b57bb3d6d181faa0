package io.haetae.store;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/**
 * Whose a file is. Root looks into the folders of a service's user ({@code status}, {@code drill}) and must not run what
 * that user could have put there.
 */
public final class Owner {

    private static final int ROOT = 0;

    private Owner() {}

    /** This process's own user; false if that can't be told, and for a link. */
    public static boolean isSelf(Path path) {
        return isSelf(uid(path));
    }

    /** Or root, who may put a file into any folder anyway. */
    static boolean isSelfOrRoot(Path path) {
        Integer uid = uid(path);
        return isSelf(uid) || uid != null && uid == ROOT;
    }

    /** A file that root makes in the folder of a service's user is that user's, who could not use it else. */
    public static void asFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent().toRealPath(); // systemd's is a link
        Integer uid = uid(folder);
        if (uid == null || uid == ROOT || !isSelf(ROOT)) {
            return;
        }
        PosixFileAttributes theirs = Files.readAttributes(folder, PosixFileAttributes.class);
        PosixFileAttributeView ours =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        ours.setOwner(theirs.owner());
        ours.setGroup(theirs.group());
    }

    /** By the system's word: {@code user.name} is only what somebody says. */
    private static boolean isSelf(Integer uid) {
        try {
            return uid != null && uid == new UnixSystem().getUid();
        } catch (LinkageError e) {
            return false; // no Unix, or a runtime without that module
        }
    }

    private static Integer uid(Path path) {
        try {
            return Files.isSymbolicLink(path)
                    ? null
                    : (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return null;
        }
    }
}
