package io.haetae.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with a secret, read again when it changes. A file that is gone, empty, makes no sense or hangs meanwhile leaves
 * the last good value in use, which is told once. Neither the content nor the path is ever shown: even that may be the secret.
 */
final class SecretFile {

    /** Finds the secret in a file's text; none is an empty one. */
    interface Parse {
        String of(String text) throws Unusable;
    }

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
    private static final int MOST_BYTES = 64 << 10;
    static final Text RIGHT = Text.of("config.file.right");

    private final String name;
    private final Path path;
    private final SecretFolders folders;
    private final Parse parse;
    private Predicate<String> good = value -> true;
    private final BoundedLook look = new BoundedLook(this::look, BoundedLook.PATIENCE);
    private volatile String value;
    private volatile FileStamp seen;
    private volatile Unusable wrong;
    private String told;

    /**
     * @param name of the option that names it, for messages
     * @param folders where others may read it, too; null for anywhere
     */
    SecretFile(String name, Path path, SecretFolders folders, Parse parse) {
        this.name = name;
        this.path = path;
        this.folders = folders;
        this.parse = parse;
    }

    /** The value at the start. */
    String first() throws Unusable {
        FileStamp stamp = FileStamp.of(path);
        value = read(stamp);
        seen = stamp;
        return value;
    }

    /** @param check what a new value must fulfil to be taken */
    Secret follow(Predicate<String> check) {
        good = check;
        return new Secret(this::current);
    }

    private synchronized String current() {
        boolean hangs = look.hangs();
        Unusable now = hangs ? new Unusable(Text.of("config.file.hangs"), Text.of("config.file.hangs.right")) : wrong;
        if (now != null && !now.getMessage().equals(told)) {
            LOG.warn("{}: {}; the last good value stays in use; {}", name, now.getMessage(), now.right());
        }
        told = now == null ? null : now.getMessage();
        return value;
    }

    /** In the look's thread, which may be late: what it finds then counts from then on. */
    private void look() {
        FileStamp stamp = FileStamp.of(path);
        if (seen != null && seen.same(stamp)) {
            return;
        }
        try {
            String read = read(stamp);
            if (!good.test(read)) {
                throw new Unusable(Text.of("config.file.nothing"), RIGHT);
            }
            if (!read.equals(value)) {
                LOG.info("{}: its file has changed, the new value is in use", name);
            }
            value = read;
            seen = stamp;
            wrong = null;
        } catch (Unusable e) {
            wrong = e;
            seen = null;
        }
    }

    private String read(FileStamp stamp) throws Unusable {
        if (stamp != null && !stamp.regular()) { // who reads a pipe or a device may wait for ever
            throw new Unusable(Text.of("config.file.irregular"), RIGHT);
        }
        if (folders != null && stamp != null && stamp.readByOthers() && !folders.hold(path)) {
            throw new Unusable(Text.of("config.file.others", stamp.rights()), Text.of("config.file.others.right"));
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String found = parse.of(text);
            if (!found.isEmpty()) {
                return found;
            }
        } catch (IOException e) {
            LOG.debug("{}: {}", name, e.getClass().getSimpleName());
        }
        throw new Unusable(Text.of("config.file.unread"), RIGHT);
    }
}
