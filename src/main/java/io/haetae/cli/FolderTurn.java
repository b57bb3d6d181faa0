package io.haetae.cli;

import io.haetae.store.FolderInUse;
import io.haetae.store.Store;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a command that has the data folder for a moment, as a drill may while a supervisor starts the watch: after
 * exit 2 that would never start it again. A holder that stays, another watch, is refused at once.
 */
final class FolderTurn {

    /** A drill waits a minute for Slack, and a post that is under way comes on top. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration AGAIN = Duration.ofMillis(100);

    private static final Logger LOG = LoggerFactory.getLogger(FolderTurn.class);

    private final Signals signals;
    private final Duration patience;

    /** @param signals end its waiting */
    FolderTurn(Signals signals) {
        this(signals, PATIENCE);
    }

    FolderTurn(Signals signals, Duration patience) {
        this.signals = signals;
        this.patience = patience;
    }

    /** Throws {@link FolderInUse} if the holder stays, or has not passed in time, or a signal came. */
    Store open(Callable<Store> start) throws Exception {
        long begun = System.nanoTime();
        for (boolean told = false; ; told = true) {
            try {
                return start.call();
            } catch (FolderInUse e) {
                if (!e.passing() || signals.stopped() || System.nanoTime() - begun > patience.toNanos()) {
                    throw e;
                }
                if (!told) {
                    LOG.info("{} for a moment: waiting for it", e.getMessage());
                }
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }
}
