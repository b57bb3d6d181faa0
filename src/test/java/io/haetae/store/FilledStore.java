package io.haetae.store;

import java.nio.file.Path;
import org.jdbi.v3.core.Handle;

/** Fills a real store by hand, table by table. */
public final class FilledStore implements AutoCloseable {

    private final Store store;

    private FilledStore(Store store) {
        this.store = store;
    }

    /** Opened as the watch opens it, so that what reads it does so beside a running watch. */
    public static FilledStore in(Path folder) {
        return new FilledStore(Store.open(folder));
    }

    public FilledStore account(String name, Long lastComplete, Integer lastStatus, String lastFailure) {
        return run(handle -> handle.execute(
                "insert into account (name, since, last_complete, last_status, last_failure, last_failure_at,"
                        + " records_read) values (?, 0, ?, ?, ?, ?, 1234)",
                name,
                lastComplete,
                lastStatus,
                lastFailure,
                lastFailure == null ? null : lastComplete));
    }

    public FilledStore cursor(String account, long age, long position) {
        return run(handle -> handle.execute("insert into cursor values (?, ?, ?)", account, age, position));
    }

    public FilledStore rule(String account, String rule) {
        return run(handle -> handle.execute("insert into rule_start values (?, ?, 'f', 0)", account, rule));
    }

    public FilledStore unreadable(String account, String hash, long seen) {
        return run(handle ->
                handle.execute("insert into unreadable values (?, ?, ?, 'no eventTime', '{}')", account, hash, seen));
    }

    public FilledStore hole(String account, long start, long stop) {
        return run(handle -> handle.execute("insert into hole values (?, ?, ?, ?, 'r')", account, start, stop, start));
    }

    public FilledStore clockOffset(String account, long offset) {
        return run(handle -> handle.execute("update account set clock_offset = ? where name = ?", offset, account));
    }

    public FilledStore condition(String account, String kind, long since, String detail) {
        return run(handle ->
                handle.execute("insert into condition values (?, ?, '', ?, ?)", account, kind, since, detail));
    }

    /** A channel that has failed since then. */
    public FilledStore channelSince(String id, long since) {
        return run(handle ->
                handle.execute("insert into channel (id, failures, reason, since) values (?, 1, '500', ?)", id, since));
    }

    public FilledStore channel(String id, long holdUntil, int failures, String reason) {
        return run(handle -> handle.execute(
                "insert into channel (id, hold_until, failures, reason, since) values (?, ?, ?, ?, ?)",
                id,
                holdUntil,
                failures,
                reason,
                holdUntil - 60_000));
    }

    /** Its id is the next one, from 1. A dead one has three attempts, a halved batch and a reason. */
    public FilledStore alert(String state, Severity severity, String text) {
        boolean dead = state.equals("dead");
        return run(handle -> handle.execute(
                "insert into alert (account, rule, record, ordinal, severity, rank, text, facts, event_time, created,"
                        + " state, attempts, first_failed, batch, settled, reason)"
                        + " values ('default', 'root-login', (select 'r' || count(*) from alert), 0, ?, ?, ?,"
                        + " '{\"who\":\"admin\",\"resource\":null}', 1717200000000, 1717200001000, ?, ?, ?, ?, ?, ?)",
                severity.word(),
                severity.ordinal(),
                text,
                state,
                dead ? 3 : 0,
                dead ? 1717200002000L : null,
                dead ? 1 : 20,
                dead ? 1717200003000L : null,
                dead ? "invalid_payload" : null));
    }

    public FilledStore run(java.util.function.Consumer<Handle> work) {
        store.write(work);
        return this;
    }

    @Override
    public void close() {
        store.close();
    }
}
