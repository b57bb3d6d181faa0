package io.haetae.store;

import io.haetae.config.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * How a file is opened, and what SQLite's failures mean.
 *
 * @param busy how long another program's lock is waited for
 */
record Sqlite(SQLiteConfig.SynchronousMode synchronous, Duration busy) {

    /** Less is taken for none: SQLite names a full disk in several ways. */
    static final long ROOM = 1 << 20;

    /** Remembers what it has parsed, whichever connection it was for. */
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    /** Throws {@link StoreException}, also if there is no such file and {@code make} is not set. */
    Handle connect(Path file, boolean make) {
        SQLiteConfig config = new SQLiteConfig();
        config.setOpenMode(SQLiteOpenMode.READWRITE);
        if (!make) {
            config.resetOpenMode(SQLiteOpenMode.CREATE);
        }
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(synchronous);
        config.setBusyTimeout((int) busy.toMillis());
        // a deferred transaction that reads and then writes fails at once when another process has written meanwhile
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setGetGeneratedKeys(false); // nobody asks for them, and the driver would after each insert
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        try {
            Jdbi jdbi = Jdbi.create(source);
            jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER);
            Handle handle = jdbi.open();
            handle.setStatementBuilder(new Prepared());
            return handle;
        } catch (RuntimeException e) {
            StoreException failed = failure(file, e);
            // without a code of SQLite's it did not come so far: the library could not be unpacked or loaded
            throw failed.fault() != null
                    ? failed
                    : new StoreException(hasRoom(file) ? Fault.CANT_OPEN : Fault.FULL, file, root(e).getMessage(), e);
        }
    }

    /** Uses a store in memory, so that what that takes is loaded when it counts. */
    static void rehearse() {
        try (Handle handle = Jdbi.open("jdbc:sqlite::memory:")) {
            handle.inTransaction(tx -> tx.createQuery("select :one")
                    .bind("one", 1L)
                    .mapTo(Long.class)
                    .one());
        }
    }

    /** What a failure of SQLite means; without a fault if it is about this one use only. */
    static StoreException failure(Path file, Exception e) {
        Throwable root = root(e);
        Fault fault = root instanceof SQLiteException sqlite ? fault(sqlite, file) : null;
        return fault == null
                ? new StoreException(Text.of("store.failed", root.getMessage()), e)
                : new StoreException(fault, file, root.getMessage(), e);
    }

    /** What a failure of the file system means. */
    static StoreException unusable(Path file, IOException e) {
        return new StoreException(hasRoom(file) ? Fault.CANT_OPEN : Fault.FULL, file, e.toString(), e);
    }

    private static Fault fault(SQLiteException e, Path file) {
        SQLiteErrorCode code = e.getResultCode();
        Fault fault = switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_FULL -> Fault.FULL;
            case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL -> Fault.LOCKED;
            case SQLITE_READONLY, SQLITE_PERM -> Fault.READ_ONLY;
            case SQLITE_CORRUPT -> Fault.DAMAGED;
            case SQLITE_NOTADB -> Fault.NO_STORE;
            case SQLITE_CANTOPEN -> Fault.CANT_OPEN;
            case SQLITE_IOERR -> Fault.IO;
            case SQLITE_ERROR -> e.getMessage().contains("no such table") ? Fault.NO_STORE : null;
            default -> null;
        };
        boolean disk = fault == Fault.IO || fault == Fault.CANT_OPEN;
        return disk && !hasRoom(file) ? Fault.FULL : fault;
    }

    /** Whether its disk has room for a page or so; true where nobody can tell. */
    static boolean hasRoom(Path file) {
        try {
            return Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() >= ROOM;
        } catch (IOException e) {
            return true;
        }
    }

    private static Throwable root(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
