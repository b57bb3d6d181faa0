package io.haetae.check;

import io.haetae.rule.BadRuleFiles;
import io.haetae.store.StatusQuery;
import io.haetae.store.Store;
import io.haetae.store.StoreException;
import io.haetae.store.WatchStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What the watch needs of the machine that it runs on: looked at, never changed. */
final class HostLinks {

    static final String DATA = "data folder";
    static final String STORE = "store";
    static final String RULES = "rules";

    /** A day's alerts and journal fit into it; the watch itself stops at a sixteenth of it. */
    private static final long ROOM = 16L << 20;

    private HostLinks() {}

    static Link data(Path data) {
        Path there = data.toAbsolutePath();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there)) {
            return Link.failed(DATA, there + " is no folder", "haetae.data (HAETAE_DATA) names the data folder");
        }
        if (!Files.isWritable(there) || !Files.isExecutable(there)) {
            return Link.failed(
                    DATA,
                    "this user may not write in " + there,
                    "give it to the user that the watch runs as: chown, chmod");
        }
        String missing = Files.exists(data) ? "can be written" : "will be made";
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            String room = size(free) + " free";
            return free < ROOM
                    ? Link.failed(DATA, "only " + room + " in " + data, "make room on its disk")
                    : Link.ok(DATA, room + ", " + missing + ": " + data);
        } catch (IOException e) {
            return Link.ok(DATA, missing + ", how much room there is can't be told: " + data);
        }
    }

    /** Opened as {@code status} does, beside a watch that may be running on it. */
    static Link store(Path data, long now) {
        if (!Store.hasBeen(data)) {
            return Link.ok(STORE, "will be made by the first start");
        }
        try (Store store = Store.attach(data)) {
            WatchStatus status = StatusQuery.read(store, now);
            Optional<String> watch = Store.watchOf(data);
            long waiting = status.outbox().get("waiting") + status.outbox().get("sending");
            return Link.ok(
                    STORE,
                    "sound; "
                            + watch.map(id -> "a watch runs on it, process " + id)
                                    .orElse("no watch runs on it") + "; alerts waiting: " + waiting + ", dead: "
                            + status.outbox().get("dead"));
        } catch (StoreException e) {
            return Link.failed(STORE, e.getMessage(), "see docs/operations.md#store");
        }
    }

    static Link rules(Listeners listeners) {
        return Link.ok(RULES, listeners.ids().size() + ": " + String.join(", ", listeners.ids()));
    }

    static Link rules(BadRuleFiles bad) {
        return Link.failed(RULES, String.join("; ", bad.problems()), "mend or remove what is named here");
    }

    private static String size(long bytes) {
        long mebibytes = bytes >> 20;
        return mebibytes < 10 << 10 ? mebibytes + " MiB" : String.format(Locale.ROOT, "%.0f GiB", mebibytes / 1024.0);
    }
}
