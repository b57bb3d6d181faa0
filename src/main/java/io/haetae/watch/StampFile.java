package io.haetae.watch;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small file that a start reads before all else. In a temporary folder its name can be guessed, and anybody may have put
 * something there: a pipe would hang the start, a huge file fill its memory, a stranger's file silence it.
 */
final class StampFile {

    static final int MOST_BYTES = 64 << 10;
    private static final Logger LOG = LoggerFactory.getLogger(StampFile.class);

    private final Path path;
    private final boolean shared;

    /** @param shared whether others may write into its folder */
    StampFile(Path path, boolean shared) {
        this.path = path;
        this.shared = shared;
    }

    /** Empty if there is none that can be trusted. */
    String read() {
        try {
            if (!isSound()) {
                return "";
            }
            try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            return "";
        }
    }

    private boolean isSound() throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return found.isRegularFile() && found.size() <= MOST_BYTES && (!shared || isOurs());
    }

    /** By number, as a user whom systemd or a container makes up may have no name. */
    private boolean isOurs() throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return true; // each user has a temporary folder of its own
        }
        int owner = (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        return owner == (int) new UnixSystem().getUid();
    }

    /** Whether it could be kept. */
    boolean write(String text) {
        try {
            replace(text);
            return true;
        } catch (IOException e) {
            LOG.debug("{} can't be written: {}", path, e.toString());
            return false;
        }
    }

    /** Moved into place whole: others may write into a temporary folder, too, and it must not lead elsewhere. */
    private void replace(String text) throws IOException {
        Path unfinished = Files.createTempFile(path.toAbsolutePath().getParent(), StoreTold.FILE, ".new");
        try {
            Files.writeString(unfinished, text);
            Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }

    void delete() {
        path.toFile().delete();
    }
}
