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

    private record Alert(long id, String state) {}

    private final StoreView store;
    private final Map<String, Alert> alerts = new HashMap<>();
    private Set<String> open = new HashSet<>();
    private long newest;

    StoredAlerts(StoreView store) {
        this.store = store;
    }

    boolean has(String record) {
        return alerts.containsKey(record);
    }

    /** History id to state, of the alerts that are new or in another state than at the last look. */
    Map<String, String> look() {
        if (!store.changed()) {
            return Map.of();
        }
        Map<String, String> changes = new HashMap<>();
        Set<String> before = open;
        open = new HashSet<>();
        store.query(
                "select id, record, state from alert where state <> 'sent'"
                        + " union all select id, record, state from alert where id > ? and state = 'sent'",
                row -> take(row.getLong(1), row.getString(2), row.getString(3), changes),
                newest);
        before.removeAll(open);
        before.removeAll(changes.keySet());
        for (String record : before) {
            long id = alerts.get(record).id();
            Oracle.must(
                    store.number("select count(*) from alert where id = ? and state = 'sent'", id) == 1,
                    () -> "the alert of " + record + " is gone");
            take(id, record, "sent", changes);
        }
        return changes;
    }

    private void take(long id, String record, String state, Map<String, String> changes) {
        Alert known = alerts.put(record, new Alert(id, state));
        Oracle.must(known == null || known.id() == id, () -> record + " is stored twice");
        newest = Math.max(newest, id);
        if (!state.equals("sent")) {
            open.add(record);
        }
        if (known == null || !known.state().equals(state)) {
            changes.put(record, state);
        }
    }

    /** Everything as it stands, history id to state. */
    Map<String, String> all() {
        Map<String, String> all = new HashMap<>();
        store.query(
                "select record, state from alert",
                row -> Oracle.must(
                        all.put(row.getString(1), row.getString(2)) == null, () -> "something is stored twice"));
        return all;
    }
}
