package io.haetae.sim;

import java.util.Objects;
import java.util.Set;

/** When the watch must know that a channel has taken nothing for minutes. */
final class ChannelOracle {

    private static final long HELD = 5 * 60_000;
    /** By a clock that drifts. */
    private static final long TOLERANCE = 2_000;

    private final String id;
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

    ChannelOracle(String id, StoreView store, SimTime time) {
        this.id = id;
        this.store = store;
        this.time = time;
    }

    void clockStepped() {
        stepped = time.server();
    }

    void processStarts() {
        seen = false;
    }

    /** @param troubled the channels of which it is known */
    void judge(Set<String> troubled) {
        Long[] now = {null, 0L};
        store.query(
                "select since, failures, hold_until from channel where id = ?",
                row -> {
                    long at = row.getLong(1);
                    now[0] = row.wasNull() ? null : at;
                    now[1] = row.getInt(2) > 0 || row.getLong(3) > time.local() ? 1L : 0L;
                },
                id);
        see(now[0]);
        boolean known = troubled.contains(id);
        if (since == null) {
            is(known, false, "it takes what it gets");
        } else if (!unsure) {
            long lasted = time.server() - began;
            // what was open stays so while there is trouble, though it may be another one by now
            if (lasted < HELD - TOLERANCE && !open || lasted > HELD + TOLERANCE && now[1] > 0) {
                is(known, lasted > HELD, "it has taken nothing for " + lasted + " ms");
            }
        }
        looked = time.server();
        seen(troubled);
    }

    /** A look at itself that the watch has perhaps not brought to its end may have told something, too. */
    void seen(Set<String> troubled) {
        open = troubled.contains(id);
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

    private static void is(boolean open, boolean expected, String because) {
        Oracle.must(open == expected, () -> "channel is " + (expected ? "not open, and " : "open, and ") + because);
    }
}
