package io.haetae.store;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
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

    /** What was said of a record, in the order in which it was stored. */
    public List<StoredAlert> of(String account, String record) {
        return store.read(
                handle -> handle.createQuery("select * from alert where account = ? and record = ? order by id")
                        .bind(0, account)
                        .bind(1, record)
                        .map(new AlertRow())
                        .list());
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

    /** Id of the alert that was stored last; 0 if there is none. */
    public static long last(Handle handle) {
        return handle.createQuery("select coalesce(max(id), 0) from alert")
                .mapTo(long.class)
                .one();
    }

    /** How many of an account's records that were stored after that alert were older than the overlap by then. */
    public static long late(Handle handle, String account, long after, Duration overlap) {
        return handle.createQuery("select count(*) from alert where id > ? and account = ?"
                        + " and created - event_time > ? and rule not glob ?")
                .bind(0, after)
                .bind(1, account)
                .bind(2, overlap.toMillis())
                .bind(3, Conditions.RULE + "*")
                .mapTo(long.class)
                .one();
    }

    /** @param reason the first one's; null if there is none */
    public record Dead(int count, String reason) {}

    /** An account's dead letters. */
    public static Dead dead(Handle handle, String account) {
        // SQLite uses the partial index only if its very condition stands in the query; a bare column beside min(id)
        // is that of the row with the least id
        return handle.createQuery("select count(*) as number, min(id), reason from alert"
                        + " where state = 'dead' and state <> 'sent' and account = ?")
                .bind(0, account)
                .map((row, context) -> new Dead(row.getInt("number"), row.getString("reason")))
                .one();
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
