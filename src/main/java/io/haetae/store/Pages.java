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
     * @param now epoch milliseconds, UTC
     * @return how many of the alerts were new
     */
    public int save(
            String account,
            int status,
            int records,
            Collection<Unreadable> unreadable,
            Collection<Alert> alerts,
            long now) {
        return store.transaction(handle -> {
            handle.execute(
                    "update account set last_status = ?, records_read = records_read + ? where name = ?",
                    status,
                    records,
                    account);
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
