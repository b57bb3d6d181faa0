package io.haetae.sim;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Knows what the watch promises and looks into its store; shares no code with it. Judges during the run, a thought a
 * class: what has been read must be stored ({@link ReadingOracle}), what is stored must be told ({@link TellingOracle}).
 */
final class Oracle {

    private final SimTracer tracer;
    private final StoreView store;
    private final StoredAlerts alerts;
    private final ReadingOracle reading;
    private final TellingOracle telling;

    Oracle(Path database, SimTracer tracer, SimSlack slack) {
        this.tracer = tracer;
        this.store = new StoreView(database);
        this.alerts = new StoredAlerts(store);
        this.reading = new ReadingOracle(store, alerts, tracer);
        this.telling = new TellingOracle(tracer, slack);
    }

    void beforePoll() {
        tracer.poll();
        reading.beforePoll();
    }

    /** @param at server time when the poll began; clock known: the watch has seen the tracer's time since it started */
    void afterPoll(long at, long localAt, boolean clockKnown) {
        Map<String, String> changes = alerts.look();
        reading.afterPoll(at, localAt, clockKnown);
        telling.judge(changes);
    }

    void afterDelivery() {
        telling.judge(alerts.look());
    }

    /** After everything has healed and been read at every age. */
    void atTheEnd(long oldestAge) {
        Map<String, String> stored = alerts.all();
        for (SimRecord r : tracer.records) {
            String state = stored.remove(r.historyId());
            must(state == null || r.matches(), () -> r + " was told and does not match");
            must(state != null || !reading.promised(r, oldestAge), () -> r + " was never told");
            telling.atTheEnd(r, state);
        }
        must(stored.isEmpty(), () -> "alerts of records that never were: " + stored);
    }

    boolean open() {
        return alerts.open();
    }

    void close() {
        store.close();
    }

    /** The words are put together only when they are needed: most often everything is well. */
    static void must(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise.get());
        }
    }
}
