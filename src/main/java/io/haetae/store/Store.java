package io.haetae.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded store: SQLite in WAL mode, one connection, one user of it at a time. Everything that it throws is a
 * {@link StoreException}.
 */
public final class Store implements AutoCloseable {

    public static final String FILE = "haetae.db";

    private final Handle handle;
    private final FolderLock folderLock;
    private final ReentrantLock turn = new ReentrantLock();

    private Store(Handle handle, FolderLock folderLock) {
        this.handle = handle;
        this.folderLock = folderLock;
    }

    /** Opens the store for the watch itself, made if it isn't there; throws {@link FolderInUse} if another has it. */
    public static Store open(Path folder) {
        return open(folder, SQLiteConfig.SynchronousMode.FULL);
    }

    /** As {@link #open(Path)}; anything below FULL is for tests that don't pull the plug. */
    public static Store open(Path folder, SQLiteConfig.SynchronousMode synchronous) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new StoreException("the data folder " + folder + " can't be made: " + e.getMessage(), e);
        }
        FolderLock lock = FolderLock.take(folder);
        try {
            return new Store(connect(folder, synchronous), lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Opens a store beside the watch that may be running on it; throws {@link StoreException} if there is none. */
    public static Store attach(Path folder) {
        if (!Files.exists(folder.resolve(FILE))) {
            throw new StoreException(
                    "there is no store in " + folder + ": has the watch ever run with this data folder?");
        }
        return new Store(connect(folder, SQLiteConfig.SynchronousMode.FULL), null);
    }

    private static Handle connect(Path folder, SQLiteConfig.SynchronousMode synchronous) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(synchronous);
        config.setBusyTimeout(10_000);
        // a deferred transaction that reads and then writes fails at once when another process has written meanwhile
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + folder.resolve(FILE));
        Handle handle = null;
        try {
            handle = Jdbi.create(source).open();
            Schema.upgrade(handle);
            return handle;
        } catch (JdbiException | StoreException e) {
            if (handle != null) {
                handle.close();
            }
            throw e instanceof StoreException known ? known : failed(e);
        }
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
        return alone(() -> handle.inTransaction(work::apply));
    }

    /** Reading only, outside of a transaction. */
    public <T> T read(Function<Handle, T> query) {
        return alone(() -> query.apply(handle));
    }

    private <T> T alone(java.util.function.Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } catch (JdbiException e) {
            throw failed(e);
        } finally {
            turn.unlock();
        }
    }

    private static StoreException failed(Exception e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new StoreException("the store failed: " + root.getMessage(), e);
    }

    @Override
    public void close() {
        turn.lock();
        try {
            handle.close();
        } finally {
            turn.unlock();
            if (folderLock != null) {
                folderLock.close();
            }
        }
    }
}
