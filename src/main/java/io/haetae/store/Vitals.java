package io.haetae.store;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What is stored of an account that shows how its watch does. Times are epoch milliseconds, UTC, by the tracer's clock;
 * null where the thing has not happened.
 *
 * @param lastComplete when the head's last window was saved
 * @param begun the first start since then that belongs to a row of starts
 * @param started the last start
 * @param clockOffset milliseconds that the tracer's clock is ahead of ours
 * @param lastFamily of the last failure since the last complete poll
 * @param newest event time of the newest record ever read
 * @param age of the youngest sweep, milliseconds
 * @param position of the youngest sweep's cursor
 * @param skipped the head has left out what lies before, for the youngest sweep; 0 if it never did
 */
public record Vitals(
        Long lastComplete,
        Long begun,
        Long started,
        long clockOffset,
        String lastFamily,
        Long newest,
        long age,
        long position,
        long skipped) {

    /** Empty before the account's first start. */
    public static Optional<Vitals> of(Handle handle, String account) {
        return handle.createQuery("""
                        select a.*, c.age, c.position from account a join cursor c on c.account = a.name and c.age > 0
                        where a.name = ? order by c.age limit 1""")
                .bind(0, account)
                .map((row, context) -> new Vitals(
                        AlertQueries.number(row, "last_complete"),
                        AlertQueries.number(row, "begun"),
                        AlertQueries.number(row, "started"),
                        row.getLong("clock_offset"),
                        row.getString("last_family"),
                        AlertQueries.number(row, "newest"),
                        row.getLong("age"),
                        row.getLong("position"),
                        row.getLong("skipped")))
                .findOne();
    }

    /** Milliseconds that the youngest sweep is behind where it is headed. */
    public long behind(long now) {
        return Math.max(0, now - age - position);
    }

    /** A process begins to poll. */
    public static void begun(Handle tx, String account, long now) {
        tx.execute("update account set begun = ? where name = ?", now, account);
    }

    /** As {@link #begun}, whichever start it is. */
    public static void started(Handle tx, String account, long now) {
        tx.execute("update account set started = ? where name = ?", now, account);
    }

    public static void clockOffset(Handle tx, String account, long offset) {
        tx.execute("update account set clock_offset = ? where name = ?", offset, account);
    }
}
