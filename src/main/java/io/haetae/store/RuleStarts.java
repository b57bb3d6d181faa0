package io.haetae.store;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** From when on a rule speaks (epoch milliseconds, UTC): dropping one in tells nobody about yesterday. */
public final class RuleStarts {

    private final Store store;

    public RuleStarts(Store store) {
        this.store = store;
    }

    /** Rule id to start, of one account. */
    public Map<String, Long> of(String account) {
        return store.read(handle -> handle.createQuery("select rule, start from rule_start where account = ?")
                .bind(0, account)
                .reduceRows(new TreeMap<String, Long>(), (starts, row) -> {
                    starts.put(row.getColumn("rule", String.class), row.getColumn("start", Long.class));
                    return starts;
                }));
    }

    /**
     * The head's cursor, or the youngest sweep's as long as it has not read what the head left out.
     *
     * @param skipped the head has left out what lies before; 0 if it never did
     */
    static long next(TreeMap<Duration, Long> cursors, long skipped) {
        long head = cursors.get(Cursors.HEAD);
        Duration youngest = cursors.higherKey(Cursors.HEAD);
        boolean behind = youngest != null && cursors.get(youngest) < skipped;
        return behind ? Math.min(head, cursors.get(youngest)) : head;
    }

    /** Gives new rules their start and changed ones a new one, never an earlier; a rule that is gone is forgotten. */
    static void renew(Handle handle, String account, Map<String, String> rules, long start) {
        Map<String, String> known = fingerprints(handle, account);
        known.keySet().stream()
                .filter(rule -> !rules.containsKey(rule))
                .forEach(
                        rule -> handle.execute("delete from rule_start where account = ? and rule = ?", account, rule));
        rules.forEach((rule, fingerprint) -> {
            if (!known.containsKey(rule)) {
                put(handle, account, rule, fingerprint, start);
            } else if (!known.get(rule).equals(fingerprint)) {
                handle.execute(
                        "update rule_start set start = max(start, ?), fingerprint = ? where account = ? and rule = ?",
                        start,
                        fingerprint,
                        account,
                        rule);
            }
        });
    }

    private static Map<String, String> fingerprints(Handle handle, String account) {
        return handle.createQuery("select rule, fingerprint from rule_start where account = ?")
                .bind(0, account)
                .reduceRows(new TreeMap<String, String>(), (prints, row) -> {
                    prints.put(row.getColumn("rule", String.class), row.getColumn("fingerprint", String.class));
                    return prints;
                });
    }

    static void put(Handle handle, String account, String rule, String fingerprint, long start) {
        handle.execute(
                "insert into rule_start (account, rule, fingerprint, start) values (?, ?, ?, ?)",
                account,
                rule,
                fingerprint,
                start);
    }
}
