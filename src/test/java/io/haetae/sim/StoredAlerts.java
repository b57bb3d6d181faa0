package io.haetae.sim;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stored alerts, by their records' history ids. A look takes in what has changed since the last one: alerts that are
 * new, every one that is not sent, and those that were not sent before. A sent alert that vanishes shows when old ones
 * are removed, or at the end. What the watch says about itself is left to others.
 */
final class StoredAlerts {

    /**
     * One that has been told.
     *
     * @param record null for what the watch says about itself
     * @param settled by the local clock
     */
    record Sent(String record, long settled) {}

    private final StoreView store;
    private final Set<String> records = new HashSet<>();
    private final Map<Long, String> recordOf = new HashMap<>();
    private final Map<Long, Sent> sent = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private Map<Long, String> open = new HashMap<>();
    private long newest;

    StoredAlerts(StoreView store) {
        this.store = store;
    }

    boolean has(String record) {
        return records.contains(record);
    }

    /** Whether any has yet to be told. */
    boolean open() {
        return open.values().stream().anyMatch(state -> !state.equals("dead"));
    }

    /** What kinds there are of those that wait. */
    Set<AlertKind> waiting() {
        Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
        open.forEach((id, state) -> {
            if (state.equals("waiting")) {
                kinds.add(
                        recordOf.containsKey(id)
                                ? SimRecord.kind(SimRecord.number(recordOf.get(id)))
                                : AlertKind.WATCH);
            }
        });
        return kinds;
    }

    /** History id to state, of the alerts that are new or in another state than at the last look. */
    Map<String, String> look() {
        if (!store.changed()) {
            return Map.of();
        }
        Map<String, String> changes = new HashMap<>();
        store.query(
                "select id, record, state, rule like 'haetae-%', settled from alert where id > ? order by id",
                row -> {
                    newest = row.getLong(1);
                    if (!row.getBoolean(4)) {
                        takeNew(newest, row.getString(2), row.getString(3), changes);
                    }
                    if (row.getString(3).equals("sent")) {
                        sent.put(newest, new Sent(recordOf.get(newest), row.getLong(5)));
                    }
                },
                newest);
        Map<Long, String> before = open;
        open = new HashMap<>();
        // from the index alone
        store.query(
                "select id, state from alert where state <> 'sent'", row -> open.put(row.getLong(1), row.getString(2)));
        open.forEach((id, state) -> {
            if (!state.equals(before.remove(id)) && recordOf.containsKey(id)) {
                changes.put(recordOf.get(id), state);
            }
        });
        before.keySet().forEach(id -> {
            store.query(
                    "select settled from alert where id = ? and state = 'sent'",
                    row -> sent.put(id, new Sent(recordOf.get(id), row.getLong(1))),
                    id);
            Oracle.must(sent.containsKey(id), () -> "alert " + id + " is gone, and was not sent");
            if (recordOf.containsKey(id)) {
                changes.put(recordOf.get(id), "sent");
            }
        });
        return changes;
    }

    private void takeNew(long id, String record, String state, Map<String, String> changes) {
        Oracle.must(records.add(record), () -> record + " is stored twice");
        recordOf.put(id, record);
        changes.put(record, state);
    }

    /** Those that were sent, and are gone since this was asked last. */
    List<Sent> removed() {
        if (store.number("select count(*) from alert where state = 'sent'") == sent.size()) {
            return List.of();
        }
        Set<Long> left = new HashSet<>();
        store.query("select id from alert", row -> left.add(row.getLong(1)));
        Oracle.must(left.contains(newest), () -> "the newest alert is gone: another one would get its id " + newest);
        List<Sent> removed = new ArrayList<>();
        sent.keySet().removeIf(id -> {
            boolean there = left.contains(id);
            if (!there) {
                removed.add(sent.get(id));
                gone.add(recordOf.get(id));
            }
            return !there;
        });
        return removed;
    }

    /** Everything as it stands, and what was removed: history id to state. */
    Map<String, String> all() {
        Map<String, String> all = new HashMap<>();
        gone.stream().filter(records::contains).forEach(record -> all.put(record, "sent"));
        store.query(
                "select record, state from alert where rule not like 'haetae-%'",
                row -> Oracle.must(
                        all.put(row.getString(1), row.getString(2)) == null, () -> "something is stored twice"));
        Oracle.must(all.keySet().containsAll(records), () -> "something is gone that was stored");
        return all;
    }
}
