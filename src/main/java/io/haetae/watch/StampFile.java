package io.haetae.watch;

import io.haetae.store.Owner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small file that a start reads before all else. In a temporary folder its name can be guessed, and anybody may have put
 * something there: a pipe would hang the start, a huge file fill its memory, a stranger's file silence it. It takes a
 * whole block from its beginning, so that it can be overwritten where the disk has become full since; what a power cut
 * leaves of that is told by its sum, which is its first line.
 */
final class StampFile {

    static final int MOST_BYTES = 64 << 10;
    static final int BLOCK = 4 << 10;
    private static final Logger LOG = LoggerFactory.getLogger(StampFile.class);

    private final Path path;
    private final boolean shared;

    /** @param shared whether others may write into its folder */
    StampFile(Path path, boolean shared) {
        this.path = path;
        this.shared = shared;
    }

    /** Empty if there is none that can be trusted; what was written may have empty lines at its end. */
    String read() {
        try {
            if (!isSound()) {
                return "";
            }
            try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                String all = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
                String text = all.substring(all.indexOf('\n') + 1);
                return all.equals(summed(text)) ? text : "";
            }
        } catch (IOException e) {
            return "";
        }
    }

    private boolean isSound() throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return found.isRegularFile() && found.size() <= MOST_BYTES && (!shared || !isUnix() || Owner.isSelf(path));
    }

    /** Without a second name. */
    private boolean isAlone() throws IOException {
        return !isUnix() || (int) Files.getAttribute(path, "unix:nlink", LinkOption.NOFOLLOW_LINKS) == 1;
    }

    private boolean isUnix() {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix");
    }

    /** Whether it could be kept. */
    boolean write(String text) {
        try {
            replace(padded(text, BLOCK));
            return true;
        } catch (IOException e) {
            LOG.debug("{} can't be replaced: {}", path, e.toString());
            return overwrite(text);
        }
    }

    /** Without a new block, name or inode; never through a link, which would lead to another file of ours. */
    boolean overwrite(String text) {
        try {
            if (!isSound() || !isAlone()) {
                return false;
            }
            int size = (int) Files.size(path);
            byte[] whole = padded(text, Math.max(size, 1));
            try (SeekableByteChannel channel =
                    Files.newByteChannel(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                return whole.length == size && channel.write(ByteBuffer.wrap(whole)) == size;
            }
        } catch (IOException e) {
            LOG.debug("{} can't be overwritten: {}", path, e.toString());
            return false;
        }
    }

    private static byte[] padded(String text, int unit) {
        int length = summed(text).getBytes(StandardCharsets.UTF_8).length;
        return summed(text + "\n".repeat(Math.floorMod(-length, unit))).getBytes(StandardCharsets.UTF_8);
    }

    private static String summed(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x\n", sum.getValue()) + text;
    }

    /** Moved into place whole: others may write into a temporary folder, too, and it must not lead elsewhere. */
    private void replace(byte[] whole) throws IOException {
        Path unfinished = Files.createTempFile(path.toAbsolutePath().getParent(), StoreTold.FILE, ".new");
        try {
            if (!shared) {
                Owner.asFolder(unfinished);
            }
            Files.write(unfinished, whole);
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
