package io.haetae.cli;

import io.haetae.config.Text;
import io.haetae.store.Store;
import io.haetae.store.StoreException;
import java.nio.file.Path;

/**
 * Whether a watch is at work on the data folder.
 *
 * @param running null if that can't be told
 * @param id of its process, as it sees itself; null if none runs
 */
record WatchProcess(Boolean running, String id) {

    static WatchProcess of(Path data) {
        try {
            return Store.watchOf(data).map(id -> new WatchProcess(true, id)).orElse(new WatchProcess(false, null));
        } catch (StoreException e) {
            return new WatchProcess(null, null);
        }
    }

    Text text() {
        if (running == null) {
            return Text.of("cli.status.unknown");
        }
        return running ? Text.of("cli.status.running", id) : Text.of("cli.status.not-running");
    }
}
