package io.haetae.store;

import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection, as long as it can be trusted: after a {@link Fault} each further use first opens what is at the path
 * by then, and fails as long as that is no sound store that can be written to. One user at a time.
 */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private final Path file;
    private final Sqlite sqlite;
    private final boolean watches;
    private Opened opened;
    private Fault distrusted;
    private StoreException last;
    private String logged;
    private int faults;
    private volatile boolean stopping;

    /** @param watches whether it is the watch's own: then its log says when it is down, and when it is not any more; only it upgrades an older one */
    Connection(Path file, Sqlite sqlite, Opened opened, boolean watches) {
        this.file = file;
        this.sqlite = sqlite;
        this.opened = opened;
        this.watches = watches;
    }

    /** To be called before each use; throws {@link StoreException}. */
    Handle handle() {
        if (distrusted != null) {
            if (stopping) {
                throw last;
            }
            regain();
        }
        opened.files().checkFile();
        return opened.handle();
    }

    /** To be called after each transaction: a commit into a file that is gone says OK, too. */
    void check() {
        opened.files().check();
    }

    private void regain() {
        opened = opened.again(file, sqlite, distrusted, watches);
        if (distrusted == Fault.FULL && !Sqlite.hasRoom(file)) {
            // the journal may take small transactions for a while
            throw new StoreException(Fault.FULL, file, null, null);
        }
        opened.handle().useTransaction(Opened::tryOut);
        distrusted = null;
        if (logged != null) {
            LOG.info("the store is well again");
            logged = null;
        }
    }

    StoreException failed(JdbiException e) {
        return failed(Sqlite.failure(file, e));
    }

    StoreException failed(StoreException e) {
        if (e.fault() == null) {
            return e;
        }
        if (distrusted == null) {
            faults++;
        }
        if (distrusted == null || !distrusted.doubtful()) {
            distrusted = e.fault();
        }
        last = e;
        if (watches && !e.getMessage().equals(logged)) {
            LOG.warn("nothing is read or sent: {}", e.getMessage());
            logged = e.getMessage();
        }
        return e;
    }

    Path file() {
        return file;
    }

    /** How often it had to be given up. */
    int faults() {
        return faults;
    }

    void stopping() {
        stopping = true;
    }

    void close() {
        opened.close();
    }
}
