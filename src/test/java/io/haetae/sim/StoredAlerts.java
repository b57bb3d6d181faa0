package io.haetae.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The stored alerts, by their records' history ids. A look takes in what has changed since the last one: alerts that are
 * new, every one that is not sent, and those that were not sent before. A sent alert that vanishes shows at the end only.
 * What the watch says about itself is left to others.
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
                "select id, record, state, rule like 'haetae-%' from alert where id > ? order by id",
                row -> {
                    newest = row.getLong(1);
                    if (!row.getBoolean(4)) {
                        takeNew(newest, row.getString(2), row.getString(3), changes);
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
            long there = store.number("select count(*) from alert where id = ? and state = 'sent'", id);
            Oracle.must(there == 1, () -> "alert " + id + " is gone");
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
