package io.haetae.store;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The stored alerts as people look at them, also beside a watch that runs. */
public final class Alerts {

    /** In the order of an alert's life. */
    public static final List<String> STATES = List.of("waiting", "sending", "sent", "dead");

    private static final String AFRESH =
            "update alert set state = 'waiting', attempts = 0, first_failed = null, batch = " + Outbox.BATCH
                    + ", settled = null, reason = null where state = 'dead' and state <> 'sent'";

    private final Store store;

    public Alerts(Store store) {
        this.store = store;
    }

    /**
     * The newest first.
     *
     * @param state one of {@link #STATES}, or null for all
     */
    public List<StoredAlert> list(String state, int limit) {
        return store.read(handle -> handle.createQuery(
                        "select * from alert where :state is null or state = :state order by id desc limit :limit")
                .bind("state", state)
                .bind("limit", limit)
                .map(new AlertRow())
                .list());
    }

    public Optional<StoredAlert> show(long id) {
        return store.read(handle -> handle.createQuery("select * from alert where id = :id")
                .bind("id", id)
                .map(new AlertRow())
                .findOne());
    }

    /** Dead letters wait again, as if they were new; others are left alone. Returns how many. */
    public int replay(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        return store.transaction(tx -> tx.createUpdate(AFRESH + " and id in (<ids>)")
                .bindList("ids", List.copyOf(ids))
                .execute());
    }

    /** As {@link #replay}, for all dead letters. */
    public int replayAll() {
        return store.transaction((Handle tx) -> tx.execute(AFRESH));
    }

    /** How many there are, by each of {@link #STATES}. */
    public Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        STATES.forEach(state -> counts.put(state, 0));
        store.read(handle -> handle.createQuery("select state, count(*) as n from alert group by state")
                        .map((row, context) -> Map.entry(row.getString("state"), row.getInt("n")))
                        .list())
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }
}
