package io.haetae.store;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What people do with the outbox, beside a watch that may be running: list, show, replay. */
public final class AlertQueries {

    /** In the order of an alert's life. */
    public static final List<String> STATES = List.of("waiting", "sending", "sent", "dead");

    private static final JsonMapper JSON = new JsonMapper();
    private static final String REPLAY = "update alert set state = 'waiting', attempts = 0, first_failed = null,"
            + " batch = 20, reason = null, settled = null where state = 'dead'";

    private final Store store;

    public AlertQueries(Store store) {
        this.store = store;
    }

    /** In the order in which they were stored; of all states if {@code state} is null. */
    public List<StoredAlert> list(String state) {
        return store.read(
                handle -> handle.createQuery("select * from alert where :state is null or state = :state order by id")
                        .bind("state", state)
                        .map(new AlertRow())
                        .list());
    }

    public Optional<StoredAlert> show(long id) {
        return store.read(handle -> handle.createQuery("select * from alert where id = ?")
                .bind(0, id)
                .map(new AlertRow())
                .findOne());
    }

    /** Makes dead letters wait as if they were new, and gives those back that did; all others are left alone. */
    public List<Long> replay(List<Long> ids) {
        return store.transaction(handle -> ids.stream()
                .distinct()
                .filter(id -> handle.execute(REPLAY + " and id = ?", id) > 0)
                .toList());
    }

    /** As {@link #replay}, with every dead letter; gives back how many there were. */
    public int replayAll() {
        return store.transaction(handle -> handle.execute(REPLAY));
    }

    /** How many there are in each of {@link #STATES}. */
    public Map<String, Long> counts() {
        return store.read(AlertQueries::counts);
    }

    static Map<String, Long> counts(Handle handle) {
        Map<String, Long> counts = new LinkedHashMap<>();
        STATES.forEach(state -> counts.put(state, 0L));
        handle.createQuery("select state, count(*) as number from alert group by state")
                .map((row, context) -> counts.put(row.getString("state"), row.getLong("number")))
                .list();
        return counts;
    }

    static Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
