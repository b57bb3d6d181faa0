package io.haetae.store;

import io.haetae.config.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** One watch per data folder: a lock file that the operating system gives back when the process dies. */
final class FolderLock implements AutoCloseable {

    /** Those of this process: to open one's own lock file again and close it would give the lock back. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final Path file;
    private final boolean used;

    private FolderLock(FileChannel channel, Path file, boolean used) {
        this.channel = channel;
        this.file = file;
        this.used = used;
    }

    /** Throws {@link FolderInUse}, naming the process, if another one holds the folder. */
    static FolderLock take(Path folder) {
        try {
            Path file = folder.toRealPath().resolve("haetae.lock");
            if (!OURS.add(file)) {
                throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
            }
            try {
                return lock(folder, file);
            } catch (IOException | RuntimeException e) {
                OURS.remove(file);
                throw e;
            }
        } catch (IOException e) {
            throw Sqlite.unusable(folder.resolve("haetae.lock"), e);
        }
    }

    private static FolderLock lock(Path folder, Path file) throws IOException {
        Private.file(file);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (!locked(channel)) {
                throw inUse(folder, holder(channel));
            }
            return new FolderLock(channel, file, channel.size() > 0);
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
            if (OURS.contains(file)) {
                return Optional.of(Long.toString(ProcessHandle.current().pid()));
            }
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                return channel.tryLock(0, Long.MAX_VALUE, true) == null
                        ? Optional.of(holder(channel))
                        : Optional.empty();
            }
        } catch (IOException e) {
            throw Sqlite.unusable(folder.resolve("haetae.lock"), e);
        }
    }

    private static FolderInUse inUse(Path folder, String process) {
        return new FolderInUse(Text.of("store.in-use", folder, process));
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(32);
        channel.read(pid, 0);
        String text = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).trim();
        return text.isEmpty() ? "(unknown)" : text;
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
            byte[] process = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.write(ByteBuffer.wrap(process), 0); // and then cut: on a full disk it must not be left empty
            channel.truncate(process.length);
        } catch (IOException e) {
            throw Sqlite.unusable(file, e);
        }
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
