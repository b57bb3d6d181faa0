package io.haetae.store;

import io.haetae.config.SlackSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;

/**
 * The alerts on their way: added, claimed, marked. Times are epoch milliseconds, UTC. Each method is a part of its
 * caller's transaction; those that mark touch only alerts that are {@code sending}, and return how many those were, so
 * that marking twice is harmless.
 */
public final class Outbox {

    /** All kinds of alerts: a severity, or what the watch says of itself. */
    public static final List<String> KINDS = Stream.concat(
                    Arrays.stream(Severity.values()).map(Severity::word), Stream.of(SlackSettings.WATCH))
            .toList();

    /** As in the index {@code alert_kind}. */
    static final String KIND = "account || '/' || case when substr(rule, 1, %d) = '%s' then '%s' else severity end"
            .formatted(Conditions.RULE.length(), Conditions.RULE, SlackSettings.WATCH);

    /**
     * Of each kind its first few by the index, and of these the first few: one walk in the order of all would pass
     * whatever waits for others. SQLite uses a partial index only if its very condition stands in the query.
     */
    static final String WAITING = """
            select alert.* from json_each(:kinds) as one join alert on alert.id in (
              select id from alert
              where <kind> = one.value and state = 'waiting' and state <> 'sent'
              order by rank, event_time, id limit :most)
            order by rank, event_time, alert.id limit :most""";

    /** As above, with the same index. */
    static final String WAITS = """
            select one.value from json_each(:kinds) as one where exists (
              select 1 from alert where <kind> = one.value and state = 'waiting' and state <> 'sent')""";

    static final String UNTRIED = "update alert set first_failed = min(first_failed + :time, :now)"
            + " where state in ('waiting', 'sending') and state <> 'sent' and <kind> in (<kinds>)";

    private static final String LEFT_BEHIND = "where state = 'sending' and state <> 'sent'"
            + " and account = coalesce(:account, account) and id not in (<ids>)";

    /** The most alerts in one payload. */
    public static final int BATCH = 20;

    /** One of {@link #KINDS} of one account, by which an alert's channel is found. */
    public static String kind(String account, String kind) {
        return account + "/" + kind;
    }

    /** Stores alerts as waiting; those that are known already are left as they are. Returns how many were new. */
    public int add(Handle tx, Collection<Alert> alerts, long now) {
        if (alerts.isEmpty()) {
            return 0;
        }
        PreparedBatch batch = tx.prepareBatch("""
                insert into alert (account, rule, record, ordinal, severity, rank, text, facts, event_time, created, batch)
                values (:account, :rule, :record, :ordinal, :severity, :rank, :text, :facts, :event_time, :created, :batch)
                on conflict (account, rule, record, ordinal) do nothing""");
        for (Alert alert : alerts) {
            batch.bind("account", alert.account())
                    .bind("rule", alert.rule())
                    .bind("record", alert.record())
                    .bind("ordinal", alert.ordinal())
                    .bind("severity", alert.severity().word())
                    .bind("rank", alert.severity().ordinal())
                    .bind("text", alert.text())
                    .bind("facts", AlertRow.json(alert.facts()))
                    .bind("event_time", alert.eventTime())
                    .bind("created", now)
                    .bind("batch", BATCH)
                    .add();
        }
        int added = 0;
        for (int count : batch.execute()) {
            added += count;
        }
        return added;
    }

    /**
     * What was {@code sending} waits again, as nobody is sending it: it can only have been left behind. Returns how many.
     *
     * @param account of this one; null for all
     * @param underWay but not these, which somebody else is sending
     */
    public int recover(Handle tx, String account, Collection<Long> underWay) {
        return left(tx.createUpdate("update alert set state = 'waiting' " + LEFT_BEHIND), account, underWay)
                .execute();
    }

    /** Whether {@link #recover} would find any: asked first, the store need not be written to each second. */
    public boolean isLeftBehind(Handle handle, String account, Collection<Long> underWay) {
        return left(handle.createQuery("select count(*) from alert " + LEFT_BEHIND), account, underWay)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    private static <T extends SqlStatement<T>> T left(T statement, String account, Collection<Long> underWay) {
        return statement
                .bind("account", account)
                .bindList("ids", underWay.isEmpty() ? List.of(0) : List.copyOf(underWay)); // no alert has it
    }

    /**
     * Those of which {@link #claim} would find any: asked first, a channel that nothing waits for costs no transaction.
     *
     * @param kinds as there
     */
    public List<String> waiting(Handle handle, Collection<String> kinds) {
        return handle.createQuery(WAITS)
                .define("kind", KIND)
                .bind("kinds", AlertRow.json(kinds))
                .mapTo(String.class)
                .list();
    }

    /**
     * Takes the next payload's alerts, worst first, then oldest event first: they are {@code sending} now.
     *
     * @param kinds what goes to the channel, as {@link #kind}; at least one
     * @param most 1 for a probe, else {@link #BATCH}
     */
    public List<StoredAlert> claim(Handle tx, Collection<String> kinds, int most) {
        List<StoredAlert> waiting = tx.createQuery(WAITING)
                .define("kind", KIND)
                .bind("kinds", AlertRow.json(kinds))
                .bind("most", most)
                .map(new AlertRow())
                .list();
        List<StoredAlert> claimed = fitting(waiting);
        if (!claimed.isEmpty()) {
            tx.createUpdate("update alert set state = 'sending' where id in (<ids>)")
                    .bindList("ids", claimed.stream().map(StoredAlert::id).toList())
                    .execute();
        }
        return claimed;
    }

    /** The longest beginning that is no longer than the smallest batch size in it. */
    static List<StoredAlert> fitting(List<StoredAlert> alerts) {
        List<StoredAlert> fitting = new ArrayList<>();
        int smallest = BATCH;
        for (StoredAlert alert : alerts) {
            smallest = Math.min(smallest, Math.max(1, alert.batch()));
            if (fitting.size() + 1 > smallest) {
                break;
            }
            fitting.add(alert);
        }
        return fitting;
    }

    public int sent(Handle tx, List<Long> ids, long now) {
        return mark(tx, "state = 'sent', settled = :now, reason = null", ids)
                .bind("now", now)
                .execute();
    }

    /**
     * Time in which nobody tried these kinds of alerts does not count until they are given up: their first failed
     * attempts move on by it, at most to now.
     *
     * @param kinds at least one
     * @param time in milliseconds
     */
    public void untried(Handle tx, Collection<String> kinds, long time, long now) {
        tx.createUpdate(UNTRIED)
                .define("kind", KIND)
                .bindList("kinds", List.copyOf(kinds))
                .bind("time", time)
                .bind("now", now)
                .execute();
    }

    /**
     * A failed attempt; an alert whose first one is {@code giveUp} or longer ago becomes a dead letter. A first one that
     * lies ahead was timed by a clock that has been set back since.
     */
    public int failed(Handle tx, List<Long> ids, long now, Duration giveUp, String reason) {
        String first = "min(coalesce(first_failed, :now), :now)";
        String tooOld = ":now - " + first + " >= :give_up";
        return mark(
                        tx,
                        "attempts = attempts + 1, first_failed = " + first + ", reason = :reason,"
                                + " state = case when " + tooOld + " then 'dead' else 'waiting' end,"
                                + " settled = case when " + tooOld + " then :now end",
                        ids)
                .bind("now", now)
                .bind("give_up", giveUp.toMillis())
                .bind("reason", reason)
                .execute();
    }

    /** Not sent, and no attempt either: the channel asked for quiet. */
    public int waitAgain(Handle tx, List<Long> ids) {
        return mark(tx, "state = 'waiting'", ids).execute();
    }

    /** A refused payload: its alerts try in payloads of half the size, an alert that was alone becomes a dead letter. */
    public int smaller(Handle tx, List<Long> ids, long now, String reason) {
        if (ids.size() == 1) {
            return mark(tx, "state = 'dead', settled = :now, reason = :reason", ids)
                    .bind("now", now)
                    .bind("reason", reason)
                    .execute();
        }
        return mark(tx, "state = 'waiting', batch = :batch, reason = :reason", ids)
                .bind("batch", ids.size() / 2)
                .bind("reason", reason)
                .execute();
    }

    private static Update mark(Handle tx, String change, List<Long> ids) {
        return tx.createUpdate("update alert set " + change + " where state = 'sending' and id in (<ids>)")
                .bindList("ids", ids);
    }
}
