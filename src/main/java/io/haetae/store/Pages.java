package io.haetae.store;

import java.util.Collection;

/** What a page leaves behind, in one transaction: its alerts, what nobody can read of it, and the counts. */
public final class Pages {

    private final Store store;
    private final Outbox outbox;

    public Pages(Store store, Outbox outbox) {
        this.store = store;
        this.outbox = outbox;
    }

    /**
     * @param status of the answer
     * @param records how many records the page had
     * @param newest event time of the newest of them, told or not; null without any
     * @param now epoch milliseconds, UTC
     * @return how many of the alerts were new
     */
    public int save(
            String account,
            int status,
            int records,
            Long newest,
            Collection<Unreadable> unreadable,
            Collection<Alert> alerts,
            long now) {
        return store.transaction(handle -> {
            handle.createUpdate("update account set last_status = :status, records_read = records_read + :records,"
                            + " newest = coalesce(max(newest, :newest), newest, :newest) where name = :account")
                    .bind("status", status)
                    .bind("records", records)
                    .bind("newest", newest)
                    .bind("account", account)
                    .execute();
            for (Unreadable one : unreadable) {
                handle.execute(
                        "insert into unreadable (account, hash, seen, reason, raw) values (?, ?, ?, ?, ?)"
                                + " on conflict do nothing",
                        account,
                        one.hash(),
                        now,
                        one.reason(),
                        one.raw());
            }
            return outbox.add(handle, alerts, now);
        });
    }
}
