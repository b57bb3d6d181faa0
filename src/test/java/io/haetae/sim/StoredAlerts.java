package io.haetae.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The stored alerts, by their records' history ids. A look takes in what has changed since the last one: alerts that are
 * new, every one that is not sent, and those that were not sent before. A sent alert that vanishes shows at the end only.
 */
final class StoredAlerts {

    private final StoreView store;
    private final Set<String> records = new HashSet<>();
    private final Map<Long, String> recordOf = new HashMap<>();
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

    /** History id to state, of the alerts that are new or in another state than at the last look. */
    Map<String, String> look() {
        if (!store.changed()) {
            return Map.of();
        }
        Map<String, String> changes = new HashMap<>();
        store.query(
                "select id, record, state from alert where id > ? and rule not like 'haetae-%' order by id",
                row -> takeNew(row.getLong(1), row.getString(2), row.getString(3), changes), newest);
        Map<Long, String> before = open;
        open = new HashMap<>();
        // from the index alone
        store.query(
                "select id, state from alert where state <> 'sent'", row -> takeOpen(row.getLong(1), row.getString(2)));
        open.forEach((id, state) -> {
            if (!state.equals(before.remove(id))) {
                changes.put(recordOf.get(id), state);
            }
        });
        before.keySet().forEach(id -> {
            long there = store.number("select count(*) from alert where id = ? and state = 'sent'", id);
            Oracle.must(there == 1, () -> "the alert of " + recordOf.get(id) + " is gone");
            changes.put(recordOf.get(id), "sent");
        });
        return changes;
    }

    /** What the watch tells of itself is no record's. */
    private void takeOpen(long id, String state) {
        if (recordOf.containsKey(id)) {
            open.put(id, state);
        }
    }

    private void takeNew(long id, String record, String state, Map<String, String> changes) {
        Oracle.must(records.add(record), () -> record + " is stored twice");
        recordOf.put(id, record);
        newest = id;
        changes.put(record, state);
    }

    /** Everything as it stands, history id to state. */
    Map<String, String> all() {
        Map<String, String> all = new HashMap<>();
        store.query(
                "select record, state from alert where rule not like 'haetae-%'",
                row -> Oracle.must(
                        all.put(row.getString(1), row.getString(2)) == null, () -> "something is stored twice"));
        return all;
    }
}
