package io.haetae.sim;

/** What may be gone from the store: only what was sent, and is old by the tracer's clock and by the local one. */
final class RetentionOracle {

    private static final long KEPT = SimWatch.RETENTION.toMillis();
    /** A watch that takes its time from another clock than the tracer's is refused if that is further ahead. */
    private static final long AHEAD = 301_000;

    private final StoreView store;
    private final StoredAlerts alerts;
    private final HoleOracle holes;
    private final SimTracer tracer;
    private final SimTime time;
    private final Tally tally;

    RetentionOracle(
            StoreView store, StoredAlerts alerts, HoleOracle holes, SimTracer tracer, SimTime time, Tally tally) {
        this.store = store;
        this.alerts = alerts;
        this.holes = holes;
        this.tracer = tracer;
        this.time = time;
        this.tally = tally;
    }

    /**
     * Whether nothing older than the retention is read any more. In life that is always so, as nobody may configure one
     * that is shorter than the tracer shows a record.
     */
    boolean mayRemove() {
        return store.number("select min(position) from cursor") > time.server() + 2 * AHEAD - KEPT;
    }

    /** After old rows were removed. */
    void judge() {
        long before = Math.min(time.local(), time.server() + AHEAD) - KEPT;
        for (StoredAlerts.Sent gone : alerts.removed()) {
            Oracle.must(
                    gone.settled() < before,
                    () -> gone + " is removed although it was sent at " + gone.settled() + ", not before " + before);
            if (gone.record() != null) {
                SimRecord r = tracer.record(gone.record());
                Oracle.must(r.event() < before, () -> r + " is removed although it happened, not before " + before);
            }
            tally.count("removed", gone.record() == null ? "line" : "alert");
        }
        for (int i = holes.removed(before); i > 0; i--) {
            tally.count("removed", "hole");
        }
    }
}
