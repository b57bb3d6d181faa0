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
    public boolean begin(String account, long since, Collection<Duration> ages, Map<String, String> rules) {
        return store.transaction(handle -> {
            TreeMap<Duration, Long> cursors = of(handle, account);
            boolean first = cursors.isEmpty();
            if (first) {
                handle.execute("insert into account (name, since) values (?, ?)", account, since);
                put(handle, account, HEAD, since);
                ages.forEach(age -> put(handle, account, age, since));
                rules.forEach((rule, print) -> RuleStarts.put(handle, account, rule, print, since));
            } else {
                RuleStarts.renew(handle, account, rules, RuleStarts.next(cursors, skipped(handle, account)));
                follow(handle, account, cursors, ages);
            }
            return first;
        });
    }

    private static long skipped(Handle handle, String account) {
        return handle.createQuery("select coalesce(skipped, 0) from account where name = ?")
                .bind(0, account)
                .mapTo(Long.class)
                .one();
    }

    /** A new age begins where nothing is left out; an age that is gone leaves nothing behind. */
    private static void follow(
            Handle handle, String account, TreeMap<Duration, Long> cursors, Collection<Duration> ages) {
        if (cursors.size() == ages.size() + 1 && cursors.keySet().containsAll(ages)) {
            return; // as at nearly every poll
        }
        long head = cursors.get(HEAD);
        long youngest = cursors.size() > 1 ? cursors.get(cursors.higherKey(HEAD)) : head;
        long since = since(handle, account);
        for (Duration age : ages) {
            if (!cursors.containsKey(age)) {
                put(handle, account, age, Math.max(since, Math.min(head - age.toMillis(), youngest)));
            }
        }
        String kept = ages.stream().map(age -> Long.toString(age.toMillis())).collect(Collectors.joining(","));
        handle.execute("delete from cursor where account = ? and age <> 0 and age not in (" + kept + ")", account);
    }

    /** To be asked for when a poll begins: see {@link #within}. */
    public int sitting() {
        return store.sitting();
    }

    /**
     * Saves what a poll has read, unless the store was opened anew since the poll began: then it may be an older one,
     * without the alerts of the window's first pages. Throws {@link StoreException}.
     */
    public void within(int sitting, Runnable save) {
        store.within(sitting, save);
    }

    /** A window is saved: its cursors move, never back; a hole beside it is known, one inside it is gone. */
    public void move(String account, Progress progress) {
        store.write(handle -> {
            if (progress.moves().containsKey(HEAD)) {
                handle.execute(
                        "update account set skipped = ? where name = ?"
                                + " and (select position from cursor where account = name and age = 0) < ?",
                        progress.from(),
                        account,
                        progress.from());
            }
            progress.moves().forEach((age, position) -> move(handle, account, age, position));
            Holes.pass(handle, account, progress, since(handle, account));
            if (progress.paging() != null) {
                handle.execute("update account set paging = ? where name = ?", progress.paging(), account);
            }
            if (progress.complete() != null) {
                handle.execute(
                        "update account set last_complete = ?, begun = null, last_family = null where name = ?",
                        progress.complete(),
                        account);
            }
        });
    }

    private static long since(Handle handle, String account) {
        return handle.createQuery("select since from account where name = ?")
                .bind(0, account)
                .mapTo(Long.class)
                .one();
    }

    /**
     * A first start by a clock that was far ahead began in the future, and would hear nothing until then. As long as no
     * poll was complete nothing has been gone past, so it may begin anew.
     *
     * @param latest it has begun too late if it began after this, by the tracer's {@code Date}
     * @param begin where a first start would begin now
     * @return whether it begins anew
     */
    public boolean notAhead(String account, long latest, long begin) {
        return store.transaction(tx -> {
            int ahead = tx.execute(
                    "update account set since = ? where name = ? and last_complete is null and since > ?",
                    begin,
                    account,
                    latest);
            if (ahead > 0) {
                tx.execute("update cursor set position = min(position, ?) where account = ?", begin, account);
                tx.execute("update rule_start set start = min(start, ?) where account = ?", begin, account);
            }
            return ahead > 0;
        });
    }

    /** What the tracer has forgotten is a hole of the youngest sweep; no sweep has to ask for it. */
    public void forget(String account, long before) {
        if (youngest(of(account)) >= before) {
            return; // as before nearly every window: nothing to lock the store for
        }
        store.write(handle -> {
            TreeMap<Duration, Long> cursors = of(handle, account);
            Holes.add(handle, account, new Hole(youngest(cursors), before, Hole.GONE));
            cursors.tailMap(HEAD, false).forEach((age, position) -> move(handle, account, age, before));
        });
    }

    private static long youngest(TreeMap<Duration, Long> cursors) {
        return cursors.get(cursors.higherKey(HEAD));
    }

    private static void move(Handle tx, String account, Duration age, long position) {
        tx.execute(
                "update cursor set position = max(position, ?) where account = ? and age = ?",
                position,
                account,
                age.toMillis());
    }

    private static void put(Handle handle, String account, Duration age, long position) {
        handle.execute(
                "insert into cursor (account, age, position) values (?, ?, ?)", account, age.toMillis(), position);
    }
}
