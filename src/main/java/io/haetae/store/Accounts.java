package io.haetae.store;

/** What is remembered of an account's tracer beside the cursors. Times are epoch milliseconds, UTC. */
public final class Accounts {

    private final Store store;

    public Accounts(Store store) {
        this.store = store;
    }

    /** The tracer asked for quiet until then; 0 if it never did, or if the clock was set back since. */
    public long notBefore(String account, long now) {
        return store.read(
                handle -> handle.createQuery("select not_before from account where name = ? and last_failure_at <= ?")
                        .bind(0, account)
                        .bind(1, now)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L));
    }

    /** Milliseconds that the tracer's clock was ahead of ours when it was heard last; 0 if it never was. */
    public long clockOffset(String account) {
        return store.read(handle -> handle.createQuery("select clock_offset from account where name = ?")
                .bind(0, account)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    /** The paging names that worked last, null as long as nobody knows. */
    public String paging(String account) {
        return store.read(handle -> handle.createQuery("select paging from account where name = ?")
                .bind(0, account)
                .mapTo(String.class)
                .findOne()
                .orElse(null));
    }

    /**
     * The last failure of a poll.
     *
     * @param family its name; null if there was none since the last complete poll
     * @param notBefore what was to be waited for then
     */
    public record LastFailure(String family, long at, long notBefore) {

        private static final LastFailure NONE = new LastFailure(null, 0, 0);
    }

    public LastFailure lastFailure(String account) {
        return store.read(handle -> handle.createQuery(
                        "select last_family, last_failure_at, not_before from account where name = ?")
                .bind(0, account)
                .map((row, context) -> new LastFailure(
                        row.getString("last_family"), row.getLong("last_failure_at"), row.getLong("not_before")))
                .findOne()
                .orElse(LastFailure.NONE));
    }

    /**
     * A poll ended by a failure. What was to be waited for before is past by now, or was set by a clock that has jumped
     * back since.
     *
     * @param family the failure's, by its name
     */
    public void failed(String account, String family, Integer status, String failure, long notBefore, long now) {
        store.write(handle -> handle.execute(
                "update account set last_status = coalesce(?, last_status), last_family = ?, last_failure = ?,"
                        + " last_failure_at = ?, not_before = ? where name = ?",
                status,
                family,
                failure,
                now,
                notBefore,
                account));
    }
}
