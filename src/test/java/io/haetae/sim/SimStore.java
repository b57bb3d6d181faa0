package io.haetae.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What happens to the store's file while the watch is at work on it. */
final class SimStore {

    enum Fault {
        MOVED_AWAY,
        FULL,
        LOCKED
    }

    /** 64 KiB and a root, which the watch tries: a store that can't grow still has the pages of what was removed. */
    private static final int PAGE_OF_ALERTS = 17;

    private static final String[] FILES = {"", "-wal", "-shm"};

    private final Path database;
    private final Tally tally;
    private Fault fault;
    private boolean healed;
    private Connection locker;

    SimStore(Path database, Tally tally) {
        this.database = database;
        this.tally = tally;
    }

    boolean sound() {
        return fault == null;
    }

    /** Whether there is no room in it for a page of alerts, or it can't be written to at all. */
    boolean broken(Oracle oracle) {
        return fault != null && (fault != Fault.FULL || oracle.freePages() < PAGE_OF_ALERTS);
    }

    /** A poll has ended: whether the store was sound in it, and in the one before. */
    boolean polledInSound() {
        boolean still = sound() && !healed;
        healed = false;
        return still;
    }

    void fails(Fault what) {
        fault = what;
        tally.count("store", what);
        switch (what) {
            case MOVED_AWAY -> move("", ".away");
            case LOCKED -> lock();
            case FULL -> {} // a limit of the watch's own connection
        }
    }

    /** The watch is about to use it; a connection that was opened anew does not know of the limit. */
    void begins(SimWatch watch) {
        if (fault == Fault.FULL) {
            watch.fillStore();
        }
    }

    void heals(SimWatch watch) {
        switch (fault) {
            case MOVED_AWAY -> move(".away", "");
            case LOCKED -> unlock();
            case FULL -> watch.emptyStore();
        }
        fault = null;
        healed = true;
    }

    private void move(String from, String to) {
        try {
            for (String file : FILES) {
                Path there = database.resolveSibling(database.getFileName() + from + file);
                if (Files.exists(there)) {
                    Files.move(there, database.resolveSibling(database.getFileName() + to + file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lock() {
        try {
            locker = DriverManager.getConnection("jdbc:sqlite:" + database);
            locker.createStatement().execute("begin immediate");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void unlock() {
        try {
            locker.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
