package io.haetae.store;

import io.haetae.config.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZonedDateTime;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** A connection, and the files that it writes to. */
record Opened(Handle handle, OpenFiles files) {

    /**
     * Opens the store, made if there never was one. Throws {@link StoreException}.
     *
     * @param used whether there was one in this folder before
     */
    static Opened first(Path file, Sqlite sqlite, boolean used) {
        if (Files.notExists(file)) {
            if (used || SetAside.hasJournal(file)) {
                throw new StoreException(Fault.GONE, file, Text.of("store.anew"), null);
            }
            make(file, sqlite, tx -> {});
        }
        return existing(file, sqlite, false, true);
    }

    /**
     * Opens the store that is there; throws {@link StoreException} if there is none, or none that is sound.
     *
     * @param thorough reads all of it first
     * @param upgrade makes an older one this program's; else that is none that can be used
     */
    static Opened existing(Path file, Sqlite sqlite, boolean thorough, boolean upgrade) {
        OpenFiles before = new OpenFiles(file);
        if (before.isEmpty()) {
            throw new StoreException(Fault.NO_STORE, file, Text.of("store.empty"), null);
        }
        Handle handle = sqlite.connect(file, false);
        try {
            Schema.look(handle, file);
            if (thorough) {
                readThrough(handle, file);
            }
            if (upgrade) {
                Schema.upgrade(handle);
            } else {
                Schema.current(handle, file);
            }
            before.check();
            return new Opened(handle, before);
        } catch (JdbiException e) {
            handle.close();
            throw Sqlite.failure(file, e);
        } catch (StoreException e) {
            handle.close();
            throw e;
        }
    }

    /**
     * Opens anew what is at the path by now, after a failure. This connection is kept until there is something: as long
     * as it is, no other file can get the same inode, so that the file that came back is told from one that took its
     * place. In the latter case the old file's journals must not be written into the new one, also if they are left over
     * from a file that was too damaged for SQLite to write them back when it was closed.
     */
    Opened again(Path file, Sqlite sqlite, Fault why, boolean upgrade) {
        boolean same = files.same();
        if (!same && files.hasJournals()) {
            SetAside.journals(file, ZonedDateTime.now());
        }
        if (!handle.isClosed()) {
            close();
            files.closed();
        }
        StoreException known = files.verdict();
        if (known != null) {
            throw known;
        }
        try {
            return existing(file, sqlite, !same || why.doubtful(), upgrade);
        } catch (StoreException e) {
            if (e.fault() == Fault.DAMAGED) {
                files.judge(e);
            }
            throw e;
        }
    }

    /** Really writes, and tries whether there is room for a page of alerts; leaves nothing behind. */
    static void tryOut(Handle tx) {
        tx.execute("pragma user_version = " + Schema.VERSION);
        tx.execute("savepoint room");
        tx.execute("create table haetae_room (room blob)");
        tx.execute("insert into haetae_room values (zeroblob(65536))");
        tx.execute("rollback to room");
        tx.execute("release room");
    }

    /** Whatever was committed stays: if the file is still in its place, SQLite copies its journal into it. */
    void close() {
        try {
            handle.close();
        } catch (JdbiException e) {
            // it was not trusted any more; what it had committed is in the journal
        }
    }

    private static void readThrough(Handle handle, Path file) {
        String verdict = handle.createQuery("pragma quick_check(1)")
                .mapTo(String.class)
                .findFirst()
                .orElse("ok");
        if (!verdict.equals("ok")) {
            throw new StoreException(
                    Fault.DAMAGED, file, verdict.lines().findFirst().orElse(null), null);
        }
    }

    /**
     * Makes a store under another name first: a file under its own name that is empty was truncated, and is never taken
     * for a first start.
     *
     * @param first what is in it from its very beginning
     */
    static void make(Path file, Sqlite sqlite, Consumer<Handle> first) {
        Path unfinished = SetAside.sibling(file, ".new");
        try {
            for (String end : new String[] {"", "-wal", "-shm"}) {
                Files.deleteIfExists(SetAside.sibling(unfinished, end));
            }
            Private.file(unfinished); // SQLite gives its journals the same rights
            try (Handle handle = sqlite.connect(unfinished, true)) {
                Schema.upgrade(handle);
                handle.useTransaction(first::accept);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (JdbiException e) {
            throw Sqlite.failure(file, e);
        } catch (IOException e) {
            throw new StoreException(Fault.CANT_OPEN, file, e.toString(), e);
        }
    }
}
