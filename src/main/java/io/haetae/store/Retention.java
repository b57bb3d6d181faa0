package io.haetae.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Removes what is older than anybody needs it: sent alerts, with the holes that they told of for good, unreadable
 * records, and channels that nothing was sent to. A few rows a transaction, so that no poll waits for it; the pages that
 * become free are used again. Dead letters stay, and so does all that waits.
 */
public final class Retention {

    /** Raw records that could not be understood. */
    static final Duration UNREADABLE = Duration.ofDays(30);

    /** Rows a transaction: some milliseconds. */
    static final int BATCH = 500;

    /** An unreadable record may be as heavy as a hundred alerts. */
    private static final int HEAVY = 10;

    /** The kind of condition that a hole is. */
    private static final String HOLE = "hole";

    /** The record of the alert that tells of a hole for good. */
    private static final String FOR_GOOD = "'" + HOLE + ":' || stretch || ':' || stretch";

    private static final Duration EVERY = Duration.ofHours(1);

    private final Store store;
    private final Clock clock;
    private final LongSupplier nanos;
    private final long keep;
    private final int batch;
    private Long next;

    /**
     * @param keep how long after an alert was sent, and its event was, it is kept: more than the 90 days for which the
     *     tracer shows a record, or it would be told again
     */
    public Retention(Store store, Duration keep, Clock clock, LongSupplier nanos) {
        this(store, keep, clock, nanos, BATCH);
    }

    Retention(Store store, Duration keep, Clock clock, LongSupplier nanos, int batch) {
        this.store = store;
        this.clock = clock;
        this.nanos = nanos;
        this.keep = keep.toMillis();
        this.batch = batch;
    }

    /**
     * To be called every few seconds: looks once an hour, and while there is more than a batch, each time. Returns about
     * how many rows it removed; 0 if there was nothing to do. Throws {@link StoreException}.
     */
    public synchronized int tick() {
        long now = nanos.getAsLong();
        if (next != null && now - next < 0) {
            return 0;
        }
        int removed = store.transaction(tx -> remove(tx, clock.millis()));
        next = removed < batch - HEAVY ? (Long) (now + EVERY.toNanos()) : null;
        return removed;
    }

    private int remove(Handle tx, long local) {
        List<Account> accounts = tx.createQuery("select name, last_complete,"
                        + " (select min(position) from cursor where account = name) as position"
                        + " from account where last_complete is not null order by name")
                .map((row, context) ->
                        new Account(row.getString("name"), row.getLong("last_complete"), row.getLong("position")))
                .list();
        int removed = 0;
        for (Account account : accounts) {
            removed += alerts(tx, account, Math.min(local, account.complete) - keep, batch - removed);
            // what no sweep will read again: it would be stored, and told, as if it were new
            long before = Math.min(local, account.position) - UNREADABLE.toMillis();
            removed += HEAVY * unreadable(tx, account, before, (batch - removed) / HEAVY);
        }
        long latest = accounts.stream().mapToLong(Account::complete).max().orElse(0);
        return removed + channels(tx, Math.min(local, latest) - keep, batch - removed);
    }

    /**
     * What is old is old by two clocks, as one of them may be set to another year: ours, and the tracer's.
     *
     * @param complete the last complete poll, by the tracer's clock
     * @param position of the cursor that is furthest behind
     */
    private record Account(String name, long complete, long position) {}

    /**
     * The newest of all stays, or its id would be given to another alert. One that tells of a hole for good stays as long
     * as that is young: both its times are ours, by a clock that may have been years behind, while a hole's are the
     * tracer's; and a hole may have grown since.
     */
    private static int alerts(Handle tx, Account account, long before, int most) {
        List<Old> old = tx.createQuery("select id, rule, record from alert"
                        + " where state = 'sent' and account = ? and max(settled, event_time) < ?"
                        + " and id < (select max(id) from alert)"
                        + " and not exists (select 1 from hole where hole.account = alert.account and stop >= ?"
                        + " and rule = ? and record = " + FOR_GOOD + ") limit ?")
                .bind(0, account.name)
                .bind(1, before)
                .bind(2, before)
                .bind(3, Conditions.RULE + HOLE)
                .bind(4, most)
                .map((row, context) -> new Old(row.getLong("id"), row.getString("rule"), row.getString("record")))
                .list();
        if (!old.isEmpty()) {
            old.stream().filter(Old::hole).forEach(one -> holes(tx, account.name, one));
            PreparedBatch ids = tx.prepareBatch("delete from alert where id = ?");
            old.forEach(one -> ids.bind(0, one.id).add());
            ids.execute();
        }
        return old.size();
    }

    /** @param record what the alert is about */
    private record Old(long id, String rule, String record) {

        boolean hole() {
            return rule.equals(Conditions.RULE + HOLE);
        }
    }

    /** A hole that was given up is told once by its identity: without this alert it would be told again. */
    private static void holes(Handle tx, String account, Old old) {
        tx.execute(
                "delete from hole where account = ? and reason in (?, ?) and ? = " + FOR_GOOD,
                account,
                Hole.GONE,
                Hole.LOST,
                old.record);
    }

    private static int unreadable(Handle tx, Account account, long before, int most) {
        return tx.execute(
                "delete from unreadable where rowid in"
                        + " (select rowid from unreadable where account = ? and seen < ? limit ?)",
                account.name,
                before,
                most);
    }

    /** Those of webhooks that were replaced; one with a condition that is open is still needed for its end. */
    private static int channels(Handle tx, long before, int most) {
        return tx.execute(
                "delete from channel where id in (select id from channel where next < ? and hold_until < ?"
                        + " and id not in (select subject from condition) limit ?)",
                before,
                before,
                most);
    }
}
