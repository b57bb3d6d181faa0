package io.haetae.sim;

import java.util.Objects;
import java.util.Set;

/** What the watch must know of its own deliveries: dead letters, and a channel that has taken nothing for minutes. */
final class DeliveryOracle {

    private static final long HELD = 5 * 60_000;
    /** By a clock that drifts. */
    private static final long TOLERANCE = 2_000;

    private final StoreView store;
    private final SimTime time;
    /** When the channel's trouble began, by the local clock that was, and by the true one; null without any. */
    private Long since;

    private long began;
    /** Whether this process has seen it: from then on it goes by a clock that can't be set. */
    private boolean seen;
    /** The clock was set before that: nobody knows how long it has lasted. */
    private boolean unsure;

    private long stepped = Long.MIN_VALUE;
    private long looked;
    private boolean open;

    DeliveryOracle(StoreView store, SimTime time) {
        this.store = store;
        this.time = time;
    }

    void clockStepped() {
        stepped = time.server();
    }

    void processStarts() {
        seen = false;
    }

    /** @param open the kinds of conditions that are */
    void judge(Set<String> open) {
        long dead = store.number("select count(*) from alert where state = 'dead'");
        is(open, "dead", dead > 0, dead + " are dead");
        Long[] now = {null, 0L};
        store.query("select since, failures, hold_until from channel", row -> {
            long at = row.getLong(1);
            now[0] = row.wasNull() ? null : at;
            now[1] = row.getInt(2) > 0 || row.getLong(3) > time.local() ? 1L : 0L;
        });
        see(now[0]);
        if (since == null) {
            is(open, "channel", false, "it takes what it gets");
        } else if (!unsure) {
            long lasted = time.server() - began;
            // what was open stays so while there is trouble, though it may be another one by now
            if (lasted < HELD - TOLERANCE && !this.open || lasted > HELD + TOLERANCE && now[1] > 0) {
                is(open, "channel", lasted > HELD, "it has taken nothing for " + lasted + " ms");
            }
        }
        this.open = open.contains("channel");
        looked = time.server();
    }

    private void see(Long trouble) {
        if (!Objects.equals(trouble, since)) {
            since = trouble;
            began = trouble == null ? 0 : time.server() - (time.local() - trouble);
            unsure = stepped >= looked;
        } else if (!seen) {
            unsure |= stepped >= began;
        }
        seen = true;
    }

    private static void is(Set<String> open, String kind, boolean expected, String because) {
        Oracle.must(
                open.contains(kind) == expected,
                () -> kind + " is " + (expected ? "not open, and " : "open, and ") + because);
    }
}
