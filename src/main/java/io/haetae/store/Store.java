package io.haetae.store;

import io.haetae.config.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
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
    /** How long another use of this store is waited for. */
    private final Duration patience;
    // fair: whoever looks after the store must not wait behind uses that fail one after the other
    private final ReentrantLock turn = new ReentrantLock(true);

    private Store(Path file, Sqlite sqlite, Opened opened, FolderLock folderLock) {
        this.connection = new Connection(file, sqlite, opened, folderLock != null);
        this.patience = sqlite.busy().multipliedBy(6);
        this.folderLock = folderLock;
    }

    /**
     * Opens the store for the watch itself, made if there never was one; throws {@link FolderInUse} if another watch has
     * the folder.
     */
    public static Store open(Path folder) {
        return open(folder, SQLiteConfig.SynchronousMode.FULL);
    }

    /** As {@link #open(Path)}; anything below FULL is for tests that don't pull the plug. */
    public static Store open(Path folder, SQLiteConfig.SynchronousMode synchronous) {
        return open(folder, synchronous, BUSY);
    }

    /** @param busy how long another program's lock is waited for */
    static Store open(Path folder, SQLiteConfig.SynchronousMode synchronous, Duration busy) {
        return open(folder, synchronous, busy, false);
    }

    /** As {@link #open(Path)}, for a command that gives the folder back soon: a watch that begins meanwhile waits. */
    public static Store passing(Path folder) {
        return open(folder, SQLiteConfig.SynchronousMode.FULL, BUSY, true);
    }

    private static Store open(Path folder, SQLiteConfig.SynchronousMode synchronous, Duration busy, boolean passing) {
        Path file = folder.resolve(FILE);
        FolderLock lock = lock(folder, passing);
        try {
            Sqlite sqlite = new Sqlite(synchronous, busy);
            Opened opened = Opened.first(file, sqlite, lock.used());
            lock.opened();
            return new Store(file, sqlite, opened, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Makes a new store, after one that is gone, is damaged, or can't be read by this program has been moved out of the
     * way. Throws {@link SoundStore} if there is one that is well, and else as {@link #open(Path)}.
     *
     * @param first what is in it from its very beginning; told where the last one was moved to, if there was anything
     *     left of it; not called if the folder was never used
     */
    public static Store fresh(Path folder, ZonedDateTime now, BiConsumer<Handle, Optional<Path>> first) {
        Path file = folder.resolve(FILE);
        FolderLock lock = lock(folder, false);
        try {
            Sqlite sqlite = new Sqlite(SQLiteConfig.SynchronousMode.FULL, BUSY);
            Optional<Path> aside = SetAside.unusable(file, sqlite, now);
            Opened.make(file, sqlite, tx -> {
                if (lock.used() || aside.isPresent()) {
                    first.accept(tx, aside);
                }
            });
            Opened opened = Opened.existing(file, sqlite, false, true);
            lock.opened();
            return new Store(file, sqlite, opened, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FolderLock lock(Path folder, boolean passing) {
        try {
            Private.folder(folder);
        } catch (IOException e) {
            throw Sqlite.unusable(folder.resolve(FILE), e);
        }
        return FolderLock.take(folder, passing);
    }

    /**
     * Opens a store beside the watch that may be running on it, and neither makes nor upgrades one. Throws
     * {@link StoreException} if there is none, or an older one.
     */
    public static Store attach(Path folder) {
        Path file = folder.resolve(FILE);
        boolean used = FolderLock.isUsed(folder); // asked first: a very first start makes the store before it says so
        if (used && Files.notExists(file)) {
            throw new StoreException(Fault.GONE, file, null, null);
        }
        if (Files.notExists(file)) {
            throw new StoreException(Text.of("store.none", folder));
        }
        if (!Files.exists(file)) {
            throw new StoreException(Text.of("store.hidden", folder));
        }
        NativeFolder.beside(folder);
        Sqlite sqlite = new Sqlite(SQLiteConfig.SynchronousMode.FULL, BUSY);
        return new Store(file, sqlite, Opened.existing(file, sqlite, false, false), null);
    }

    /** Whether there is a store in the folder, or was one. */
    public static boolean hasBeen(Path folder) {
        return FolderLock.isUsed(folder) || !Files.notExists(folder.resolve(FILE));
    }

    /** As {@link #attach}, but only if no watch is at work: throws {@link FolderInUse} if one is. */
    public static Store alone(Path folder) {
        attach(folder).close();
        return passing(folder);
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
                        "the store had to be opened anew meanwhile: what was begun before begins again", null);
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

    private <T> T inTurn(Supplier<T> work) {
        if (!isOurTurn(patience)) {
            throw hangs();
        }
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    /** For who has waited long enough. */
    public StoreException hangs() {
        return new StoreException(Fault.HANGS, connection.file(), null, null);
    }

    /** As {@link #hangs()}, for who has none yet. */
    public static StoreException hangs(Path folder) {
        return new StoreException(Fault.HANGS, folder.resolve(FILE), null, null);
    }

    /** A use that hangs, as on a disk over the network, must not keep others from saying so. */
    private boolean isOurTurn(Duration atMost) {
        try {
            return turn.tryLock(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The watch is to end in time: from now on a store that has failed is not tried again. */
    public void stopping() {
        connection.stopping();
    }

    /** Waits a moment for the use under way, but not for another program's lock: SQLite needs no farewell. */
    @Override
    public void close() {
        if (isOurTurn(Duration.ofSeconds(1))) {
            connection.close();
            turn.unlock();
        }
        if (folderLock != null) {
            folderLock.close();
        }
    }
}
