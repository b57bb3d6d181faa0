package io.haetae.store;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The holes of each account: joined where they touch, cut where they are read after all, gone when nothing is left. */
public final class Holes {

    private final Store store;

    public Holes(Store store) {
        this.store = store;
    }

    /** In the order of time. */
    public List<Hole> of(String account) {
        return store.read(handle -> of(handle, account));
    }

    /** As {@link #of(String)}, as a part of the caller's transaction. */
    public static List<Hole> of(Handle handle, String account) {
        return handle.createQuery("select start, stop, stretch, reason from hole where account = ? order by start")
                .bind(0, account)
                .map((row, context) -> new Hole(
                        row.getLong("start"), row.getLong("stop"), row.getLong("stretch"), row.getString("reason")))
                .list();
    }

    /**
     * A window was read whole.
     *
     * @param since the account's beginning: of what lies before it nobody is told, and no sweep would close a hole there
     */
    static void pass(Handle tx, String account, Progress progress, long since) {
        Hole hole = progress.hole();
        if (hole != null && hole.stop() >= since) {
            add(tx, account, new Hole(Math.max(hole.start(), since), hole.stop(), hole.reason()));
        }
        List<Hole> known = of(tx, account);
        if (!known.isEmpty()) {
            read(tx, account, known, progress.from(), progress.to());
            giveUp(tx, account);
        }
    }

    /**
     * With those that it touches it is one hole, under the first one's stretch and reason. What is given up and what is
     * not stay two: the former keeps what was told of it, unless the new one is gone for good.
     */
    static void add(Handle tx, String account, Hole hole) {
        Hole joined = hole;
        for (Hole known : of(tx, account)) {
            if (!known.touches(joined.start(), joined.stop())) {
                continue;
            }
            if (known.givenUp() && !joined.givenUp()) {
                if (joined.start() < known.start()) {
                    put(tx, account, new Hole(joined.start(), known.start() - 1, joined.stretch(), joined.reason()));
                }
                if (known.stop() >= joined.stop()) {
                    return;
                }
                joined = new Hole(known.stop() + 1, joined.stop(), joined.reason());
            } else {
                Hole first = known.stretch() <= joined.stretch() ? known : joined;
                Hole other = first == known ? joined : known;
                tx.execute(
                        "update hole set stretch = ? where account = ? and stretch = ?",
                        first.stretch(),
                        account,
                        other.stretch());
                tx.execute("delete from hole where account = ? and start = ?", account, known.start());
                joined = new Hole(
                        Math.min(known.start(), joined.start()),
                        Math.max(known.stop(), joined.stop()),
                        first.stretch(),
                        other.reason().equals(Hole.GONE) ? Hole.GONE : first.reason());
            }
        }
        put(tx, account, joined);
    }

    /**
     * What was read: that stretch without its first millisecond, which a server may take as exclusive. So may it the last
     * one: a window that ends where a hole begins has seen nothing of it.
     */
    private static void read(Handle tx, String account, List<Hole> known, long from, long to) {
        for (Hole hole : known) {
            if (hole.touches(from + 1, to - 1)) {
                tx.execute("delete from hole where account = ? and start = ?", account, hole.start());
                if (hole.start() <= from) {
                    put(tx, account, new Hole(hole.start(), from, hole.stretch(), hole.reason()));
                }
                if (hole.stop() > to) {
                    put(tx, account, new Hole(to + 1, hole.stop(), hole.stretch(), hole.reason()));
                }
            }
        }
    }

    /** What lies before every sweep is not tried again. */
    private static void giveUp(Handle tx, String account) {
        tx.execute(
                "update hole set reason = ? where account = ? and reason <> ?"
                        + " and stop <= (select min(position) from cursor where account = ? and age > 0)",
                Hole.LOST,
                account,
                Hole.GONE,
                account);
    }

    private static void put(Handle tx, String account, Hole hole) {
        tx.execute(
                "insert into hole (account, start, stop, stretch, reason) values (?, ?, ?, ?, ?)",
                account,
                hole.start(),
                hole.stop(),
                hole.stretch(),
                hole.reason());
    }
}
