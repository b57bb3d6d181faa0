package io.haetae.sim;

/**
 * Knows whether a channel has been in trouble for so long that the watch must say so. By true time: a clock that is set
 * neither hides a held channel nor makes one, unless nobody was there to see it being set.
 */
final class ChannelOracle {

    private static final long HELD = 300_000;

    private final StoreView store;
    private final SimTime time;
    private Long since;
    private long firstSeen;
    private long lastWell;
    private long skew;
    private boolean misled;

    ChannelOracle(StoreView store, SimTime time) {
        this.store = store;
        this.time = time;
        this.lastWell = time.server();
    }

    void processStarts() {
        misled |= since != null && stepped();
    }

    /** True or false if the condition must be open or must not be; null if nobody can tell. */
    Boolean expected() {
        Boolean[] expected = {false};
        boolean[] found = {false};
        store.query("select since, failures, hold_until from channel", row -> {
            long stored = row.getLong(1);
            if (!row.wasNull()) {
                found[0] = true;
                expected[0] = expected(stored, row.getInt(2) > 0 || row.getLong(3) > time.local());
            }
        });
        if (!found[0]) {
            since = null;
            lastWell = time.server();
            skew = time.skew();
        }
        return expected[0];
    }

    private Boolean expected(long stored, boolean troubled) {
        if (since == null || since != stored) {
            misled = stepped();
            since = stored;
            firstSeen = time.server();
        }
        skew = time.skew();
        if (!misled && troubled && time.server() - firstSeen > HELD) {
            return true;
        }
        return !misled && time.server() - lastWell < HELD ? false : null;
    }

    /** Since it was looked at last; a drift is none. */
    private boolean stepped() {
        return Math.abs(time.skew() - skew) > 5_000;
    }

    @Override
    public String toString() {
        return "in trouble since " + since + ", seen at " + firstSeen + ", well at " + lastWell + ", it is "
                + time.server();
    }
}
