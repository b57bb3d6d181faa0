package io.haetae.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How the watch is, as its store shows it, whether it runs or not. Times are epoch milliseconds, UTC. */
public final class StatusQuery {

    /**
     * @param cursors age to position; an age of zero is the head
     * @param lastComplete null if there has been none
     * @param lastStatus of the tracer's last answer; null if there was none
     * @param unreadableOfLate first seen in the last 24 hours
     */
    public record AccountStatus(
            String name,
            Map<Duration, Long> cursors,
            Long lastComplete,
            Integer lastStatus,
            String lastFailure,
            Long lastFailureAt,
            long recordsRead,
            long unreadable,
            long unreadableOfLate,
            List<String> rules) {}

    private final Store store;

    public StatusQuery(Store store) {
        this.store = store;
    }

    public List<AccountStatus> accounts(long now) {
        return store.transaction(handle -> handle.createQuery("select * from account order by name")
                .map((row, context) -> {
                    String name = row.getString("name");
                    return new AccountStatus(
                            name,
                            Cursors.of(handle, name),
                            (Long) nullable(row.getObject("last_complete")),
                            row.getObject("last_status") == null ? null : row.getInt("last_status"),
                            row.getString("last_failure"),
                            (Long) nullable(row.getObject("last_failure_at")),
                            row.getLong("records_read"),
                            unreadable(handle, name, 0),
                            unreadable(handle, name, now - Duration.ofHours(24).toMillis()),
                            rules(handle, name));
                })
                .list());
    }

    private static Object nullable(Object number) {
        return number == null ? null : (Object) ((Number) number).longValue();
    }

    private static long unreadable(Handle handle, String account, long since) {
        return handle.createQuery("select count(*) from unreadable where account = ? and seen >= ?")
                .bind(0, account)
                .bind(1, since)
                .mapTo(Long.class)
                .one();
    }

    private static List<String> rules(Handle handle, String account) {
        return handle.createQuery("select rule from rule_start where account = ? order by rule")
                .bind(0, account)
                .mapTo(String.class)
                .list();
    }
}
