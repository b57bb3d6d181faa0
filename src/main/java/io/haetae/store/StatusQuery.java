package io.haetae.store;

import io.haetae.store.WatchStatus.AccountStatus;
import io.haetae.store.WatchStatus.ChannelStatus;
import io.haetae.store.WatchStatus.CursorStatus;
import io.haetae.store.WatchStatus.RuleStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Reads {@link WatchStatus} from a store, beside a watch that may be running on it. */
public final class StatusQuery {

    private StatusQuery() {}

    /** @param now epoch milliseconds, UTC */
    public static WatchStatus read(Store store, long now) {
        return store.read(handle -> {
            List<AccountStatus> accounts = accounts(handle, now);
            List<Condition> conditions = accounts.stream()
                    .flatMap(account -> Conditions.open(handle, account.name()).stream())
                    .toList();
            return new WatchStatus(accounts, conditions, AlertQueries.counts(handle), channels(handle));
        });
    }

    private static List<AccountStatus> accounts(Handle handle, long now) {
        long yesterday = now - Duration.ofDays(1).toMillis();
        return handle.createQuery("""
                        select *,
                          (select count(*) from unreadable u where u.account = a.name) as unreadable,
                          (select count(*) from unreadable u where u.account = a.name and u.seen > ?) as last_day
                        from account a order by name""")
                .bind(0, yesterday)
                .map((row, context) -> account(handle, row))
                .list();
    }

    private static AccountStatus account(Handle handle, ResultSet row) throws SQLException {
        String name = row.getString("name");
        Long lastStatus = AlertQueries.number(row, "last_status");
        return new AccountStatus(
                name,
                row.getLong("clock_offset"),
                AlertQueries.number(row, "last_complete"),
                lastStatus == null ? null : lastStatus.intValue(),
                row.getString("last_failure"),
                row.getString("last_family"),
                AlertQueries.number(row, "last_failure_at"),
                row.getLong("not_before"),
                row.getLong("records_read"),
                row.getLong("unreadable"),
                row.getLong("last_day"),
                cursors(handle, name),
                rules(handle, name));
    }

    private static List<CursorStatus> cursors(Handle handle, String account) {
        return handle.createQuery("select age, position from cursor where account = ? order by age")
                .bind(0, account)
                .map((row, context) -> new CursorStatus(row.getLong("age"), row.getLong("position")))
                .list();
    }

    private static List<RuleStatus> rules(Handle handle, String account) {
        return handle.createQuery("select rule, start from rule_start where account = ? order by rule")
                .bind(0, account)
                .map((row, context) -> new RuleStatus(row.getString("rule"), row.getLong("start")))
                .list();
    }

    private static List<ChannelStatus> channels(Handle handle) {
        return handle.createQuery("select * from channel order by id")
                .map((row, context) -> new ChannelStatus(
                        row.getString("id"),
                        row.getLong("hold_until"),
                        row.getInt("failures"),
                        row.getString("reason"),
                        AlertQueries.number(row, "since")))
                .list();
    }
}
