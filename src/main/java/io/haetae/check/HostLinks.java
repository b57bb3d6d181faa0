package io.haetae.check;

import io.haetae.config.Text;
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
            return Link.failed(DATA, Text.of("check.data.none", there), Text.of("check.data.none.todo"));
        }
        if (!Files.isWritable(there) || !Files.isExecutable(there)) {
            return Link.failed(DATA, Text.of("check.data.closed", there), Text.of("check.data.closed.todo"));
        }
        Text missing = Text.of(Files.exists(data) ? "check.data.there" : "check.data.made");
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            return free < ROOM
                    ? Link.failed(DATA, Text.of("check.data.full", size(free), data), Text.of("check.data.full.todo"))
                    : Link.ok(DATA, Text.of("check.data.ok", size(free), missing, data));
        } catch (IOException e) {
            return Link.ok(DATA, Text.of("check.data.unknown", missing, data));
        }
    }

    /** Opened as {@code status} does, beside a watch that may be running on it. */
    static Link store(Path data, long now) {
        if (!Store.hasBeen(data)) {
            return Link.ok(STORE, Text.of("check.store.made"));
        }
        try (Store store = Store.attach(data)) {
            WatchStatus status = StatusQuery.read(store, now);
            Optional<String> watch = Store.watchOf(data);
            long waiting = status.outbox().get("waiting") + status.outbox().get("sending");
            return Link.ok(
                    STORE,
                    Text.of(
                            "check.store.ok",
                            watch.map(id -> Text.of("check.store.watch", id)).orElse(Text.of("check.store.no-watch")),
                            waiting,
                            status.outbox().get("dead")));
        } catch (StoreException e) {
            return Link.failed(STORE, e.text(), Text.of("check.store.todo"));
        }
    }

    static Link rules(Listeners listeners) {
        return Link.ok(RULES, Text.of("check.rules", listeners.ids().size(), String.join(", ", listeners.ids())));
    }

    static Link rules(BadRuleFiles bad) {
        Text all = bad.problems().stream()
                .reduce((one, other) -> Text.of("check.several", one, other))
                .orElseThrow();
        return Link.failed(RULES, all, Text.of("check.rules.todo"));
    }

    private static String size(long bytes) {
        long mebibytes = bytes >> 20;
        return mebibytes < 10 << 10 ? mebibytes + " MiB" : String.format(Locale.ROOT, "%.0f GiB", mebibytes / 1024.0);
    }
}
