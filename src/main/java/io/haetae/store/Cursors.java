package io.haetae.store;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Where each reading of an account stands. Positions are epoch milliseconds, UTC; an age of zero is the head's. */
public final class Cursors {

    public static final Duration HEAD = Duration.ZERO;

    private final Store store;

    public Cursors(Store store) {
        this.store = store;
    }

    /** Age to position; empty before the account's first start. */
    public TreeMap<Duration, Long> of(String account) {
        return store.read(handle -> of(handle, account));
    }

    static TreeMap<Duration, Long> of(Handle handle, String account) {
        return handle.createQuery("select age, position from cursor where account = ?")
                .bind(0, account)
                .reduceRows(new TreeMap<>(), (found, row) -> {
                    found.put(
                            Duration.ofMillis(row.getColumn("age", Long.class)), row.getColumn("position", Long.class));
                    return found;
                });
    }

    /**
     * Makes the stored cursors those of the configured ages. Everything of an account's first start is stored together,
     * before its first request: computed later, a crash and an absence in between would lose what happened meanwhile.
     *
     * @param since where all cursors and all rules begin at the account's first start; ignored afterwards
     * @param rules rule id to fingerprint
     * @return whether this was the first start
     */
    public boolean begin(String account, long since, Collection<Duration> ages, Map<String, String> rules, long now) {
        return store.transaction(handle -> {
            TreeMap<Duration, Long> cursors = of(handle, account);
            boolean first = cursors.isEmpty();
            if (first) {
                handle.execute("insert into account (name, since) values (?, ?)", account, since);
                put(handle, account, HEAD, since);
                ages.forEach(age -> put(handle, account, age, since));
                rules.forEach((rule, print) -> RuleStarts.put(handle, account, rule, print, since));
            } else {
                RuleStarts.renew(handle, account, rules, RuleStarts.next(cursors, now));
                follow(handle, account, cursors, ages);
            }
            return first;
        });
    }

    /** A new age begins where nothing is left out; an age that is gone leaves nothing behind. */
    private static void follow(
            Handle handle, String account, TreeMap<Duration, Long> cursors, Collection<Duration> ages) {
        long head = cursors.get(HEAD);
        long youngest = cursors.size() > 1 ? cursors.get(cursors.higherKey(HEAD)) : head;
        long since = handle.createQuery("select since from account where name = ?")
                .bind(0, account)
                .mapTo(Long.class)
                .one();
        for (Duration age : ages) {
            if (!cursors.containsKey(age)) {
                put(handle, account, age, Math.max(since, Math.min(head - age.toMillis(), youngest)));
            }
        }
        String kept = ages.stream().map(age -> Long.toString(age.toMillis())).collect(Collectors.joining(","));
        handle.execute("delete from cursor where account = ? and age <> 0 and age not in (" + kept + ")", account);
    }

    /**
     * A window is saved: its cursors move, never back.
     *
     * @param complete the tracer's time, if the window completes the head; else null
     */
    public void move(String account, Map<Duration, Long> moves, String paging, Long complete) {
        store.write(handle -> {
            moves.forEach((age, position) -> handle.execute(
                    "update cursor set position = max(position, ?) where account = ? and age = ?",
                    position,
                    account,
                    age.toMillis()));
            handle.execute("update account set paging = coalesce(?, paging) where name = ?", paging, account);
            if (complete != null) {
                handle.execute(
                        "update account set last_complete = ?, begun = null, last_family = null where name = ?",
                        complete,
                        account);
            }
        });
    }

    private static void put(Handle handle, String account, Duration age, long position) {
        handle.execute(
                "insert into cursor (account, age, position) values (?, ?, ?)", account, age.toMillis(), position);
    }
}
