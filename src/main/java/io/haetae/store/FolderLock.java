package io.haetae.store;

import io.haetae.config.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** One watch per data folder: a lock file that the operating system gives back when the process dies. */
final class FolderLock implements AutoCloseable {

    /** Those of this process: to open one's own lock file again and close it would give the lock back. */
    private static final Map<Path, String> OURS = new ConcurrentHashMap<>();

    /** Behind the process's number: it needs the folder for a moment only. */
    private static final String PASSING = " passing";

    /** Whoever makes a store for the first time does not name itself before it is made. */
    private static final String UNKNOWN = "(unknown)";

    private final FileChannel channel;
    private final Path file;
    private final String holder;
    private final boolean used;

    private FolderLock(FileChannel channel, Path file, String holder, boolean used) {
        this.channel = channel;
        this.file = file;
        this.holder = holder;
        this.used = used;
    }

    /**
     * Throws {@link FolderInUse}, naming the process, if another one holds the folder.
     *
     * @param passing whether it is given back soon: a watch that begins meanwhile waits
     */
    static FolderLock take(Path folder, boolean passing) {
        String holder = ProcessHandle.current().pid() + (passing ? PASSING : "");
        try {
            Path file = folder.toRealPath().resolve("haetae.lock");
            String already = OURS.putIfAbsent(file, holder);
            if (already != null) {
                throw inUse(folder, already);
            }
            try {
                return lock(folder, file, holder);
            } catch (IOException | RuntimeException e) {
                OURS.remove(file);
                throw e;
            }
        } catch (IOException e) {
            throw Sqlite.unusable(folder.resolve("haetae.lock"), e);
        }
    }

    private static FolderLock lock(Path folder, Path file, String holder) throws IOException {
        Private.file(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!locked(channel)) {
                throw inUse(folder, holder(channel));
            }
            FolderLock lock = new FolderLock(channel, file, holder, channel.size() > 0);
            if (lock.used) {
                lock.sign(); // at once, or it would name the last holder for as long as an upgrade of the store takes
            }
            return lock;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Who only looks, as {@link #holder(Path)}, holds it for a moment. */
    private static boolean locked(FileChannel channel) throws IOException {
        for (int tries = 0; tries < 4; tries++) {
            if (channel.tryLock() != null) {
                return true;
            }
            LockSupport.parkNanos(50_000_000);
        }
        return false;
    }

    /**
     * The process that holds the folder; empty if none does. Throws {@link StoreException} if that can't be told.
     */
    static Optional<String> holder(Path folder) {
        try {
            Path file = folder.toRealPath().resolve("haetae.lock");
            if (OURS.containsKey(file)) {
                return Optional.of(process(OURS.get(file)));
            }
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return channel.tryLock(0, Long.MAX_VALUE, true) == null
                        ? Optional.of(process(holder(channel)))
                        : Optional.empty();
            }
        } catch (IOException e) {
            throw Sqlite.unusable(folder.resolve("haetae.lock"), e);
        }
    }

    private static FolderInUse inUse(Path folder, String holder) {
        boolean passing = holder.endsWith(PASSING) || holder.equals(UNKNOWN); // which soon is known
        return new FolderInUse(Text.of("store.in-use", folder, process(holder)), passing);
    }

    private static String process(String holder) {
        return holder.replace(PASSING, "");
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(32);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).trim();
        return text.isEmpty() ? UNKNOWN : text;
    }

    /** As {@link #used()}, from outside; false if that can't be told. */
    static boolean isUsed(Path folder) {
        try {
            return Files.size(folder.resolve("haetae.lock")) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether a watch has had a store in the folder before. */
    boolean used() {
        return used;
    }

    /** The store is there: from now on the file names this process, and the folder is a used one. */
    void opened() {
        try {
            sign();
        } catch (IOException e) {
            throw Sqlite.unusable(file, e);
        }
    }

    private void sign() throws IOException {
        byte[] name = holder.getBytes(StandardCharsets.US_ASCII);
        channel.write(ByteBuffer.wrap(name), 0); // and then cut: on a full disk it must not be left empty
        channel.truncate(name.length);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("the data folder's lock can't be given back", e);
        } finally {
            OURS.remove(file);
        }
    }
}
