package io.haetae.cli;

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

    String words() {
        if (running == null) {
            return "can't be told: this user may not read the lock";
        }
        return running ? "running, process " + id : "not running";
    }
}
