package io.haetae.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;

/**
 * The embedded store: SQLite in WAL mode, one connection, one user of it at a time. Everything that it throws is a
 * {@link StoreException}. After a {@link Fault} the connection is not trusted any more: each further use first opens
 * what is at the path by then, and fails as long as that is no sound store that can be written to. A store is never made
 * anew under a watch that runs.
 */
public final class Store implements AutoCloseable {

    public static final String FILE = "haetae.db";

    /** How long another program's lock is waited for. */
    private static final Duration BUSY = Duration.ofSeconds(5);

    private final FolderLock folderLock;
    private final Connection connection;
    // fair: whoever looks after the store must not wait behind uses that fail one after the other
    private final ReentrantLock turn = new ReentrantLock(true);

    private Store(Connection connection, FolderLock folderLock) {
        this.connection = connection;
        this.folderLock = folderLock;
    }

    /** Opens the store for the watch itself, made if it isn't there; throws {@link FolderInUse} if another has it. */
    public static Store open(Path folder) {
        return open(folder, SQLiteConfig.SynchronousMode.FULL);
    }

    /** As {@link #open(Path)}; anything below FULL is for tests that don't pull the plug. */
    public static Store open(Path folder, SQLiteConfig.SynchronousMode synchronous) {
        return open(folder, synchronous, BUSY);
    }

    /** @param busy how long another program's lock is waited for */
    static Store open(Path folder, SQLiteConfig.SynchronousMode synchronous, Duration busy) {
        Path file = folder.resolve(FILE);
        try {
            Private.folder(folder);
        } catch (IOException e) {
            throw Sqlite.unusable(file, e);
        }
        FolderLock lock = FolderLock.take(folder);
        try {
            Sqlite sqlite = new Sqlite(synchronous, busy);
            return new Store(new Connection(file, sqlite, Opened.first(file, sqlite), true), lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Moves a store that is damaged, or that this program can't read, out of the way, for a first start; gives back its
     * new name, empty if there was none. Throws {@link SoundStore} if it is well, {@link FolderInUse} if a watch is at
     * work on it, and {@link StoreException} if something else is wrong.
     */
    public static Optional<Path> setAside(Path folder, ZonedDateTime now) {
        return SetAside.unusable(folder.resolve(FILE), new Sqlite(SQLiteConfig.SynchronousMode.FULL, BUSY), now);
    }

    /**
     * Opens a store beside the watch that may be running on it, and neither makes nor upgrades one. Throws
     * {@link StoreException} if there is none, or an older one.
     */
    public static Store attach(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            throw new StoreException(
                    "there is no store in " + folder + ": has the watch ever run with this data folder?");
        }
        NativeFolder.beside(folder);
        Sqlite sqlite = new Sqlite(SQLiteConfig.SynchronousMode.FULL, BUSY);
        return new Store(new Connection(file, sqlite, Opened.existing(file, sqlite, false, false), false), null);
    }

    /** The process of the watch that has the folder now; empty if none runs. Throws {@link StoreException}. */
    public static Optional<String> watchOf(Path folder) {
        return FolderLock.holder(folder);
    }

    /** One transaction: all of it or nothing. */
    public void write(Consumer<Handle> work) {
        transaction(handle -> {
            work.accept(handle);
            return null;
        });
    }

    /** One transaction with a result. */
    public <T> T transaction(Function<Handle, T> work) {
        return alone(handle -> {
            T result = handle.inTransaction(work::apply);
            connection.check();
            return result;
        });
    }

    /** Reading only, outside of a transaction. */
    public <T> T read(Function<Handle, T> query) {
        return alone(query);
    }

    /**
     * Which store this is: another number after each fault, as what is opened then may be an older store. Work that
     * spans several transactions and must find in the last one what it wrote in the first goes {@link #within} one.
     */
    public int sitting() {
        return inTurn(connection::faults);
    }

    /** Does the work if it is still that sitting, and nobody else's in between; else throws {@link StoreException}. */
    public void within(int sitting, Runnable work) {
        inTurn(() -> {
            if (sitting != connection.faults()) {
                throw new StoreException(
                        "the store had to be opened anew meanwhile: what was begun before begins again");
            }
            work.run();
            return null;
        });
    }

    /** Throws {@link StoreException} unless the store is well, so that it can be written to; leaves nothing behind. */
    public void probe() {
        write(Opened::tryOut);
    }

    private <T> T alone(Function<Handle, T> work) {
        return inTurn(() -> {
            try {
                return work.apply(connection.handle());
            } catch (JdbiException e) {
                throw connection.failed(e);
            } catch (StoreException e) {
                throw connection.failed(e);
            }
        });
    }

    private <T> T inTurn(java.util.function.Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    /** The watch is to end in time: from now on a store that has failed is not tried again. */
    public void stopping() {
        connection.stopping();
    }

    /** Waits a moment for the use under way, but not for another program's lock: SQLite needs no farewell. */
    @Override
    public void close() {
        try {
            if (turn.tryLock(1, TimeUnit.SECONDS)) {
                connection.close();
                turn.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (folderLock != null) {
            folderLock.close();
        }
    }
}
