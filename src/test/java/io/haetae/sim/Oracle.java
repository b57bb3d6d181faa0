package io.haetae.sim;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Knows what the watch promises and looks into its store; shares no code with it. Judges during the run, a thought a
 * class: what has been read must be stored ({@link ReadingOracle}), what is stored must be told ({@link TellingOracle}),
 * in its channel's turn ({@link TurnOracle}), and is kept ({@link RetentionOracle}), and what could not be read is known
 * ({@link HoleOracle}); {@link StoreLineOracle} judges what is told past the store.
 */
final class Oracle {

    private final SimTracer tracer;
    private final StoreView store;
    private final StoredAlerts alerts;
    private final ReadingOracle reading;
    private final RetentionOracle retention;
    private final TellingOracle telling;
    private final TurnOracle turns;
    private final ConditionOracle conditions;
    private final StoreLineOracle lines;

    Oracle(Path database, SimTracer tracer, SimSlack slack, SimTime time, Tally tally) {
        this.tracer = tracer;
        this.store = new StoreView(database);
        this.alerts = new StoredAlerts(store);
        HoleOracle holes = new HoleOracle(store, tracer.unreadable);
        this.reading = new ReadingOracle(store, alerts, tracer, holes);
        this.retention = new RetentionOracle(store, alerts, holes, tracer, time, tally);
        this.telling = new TellingOracle(tracer, slack);
        this.turns = new TurnOracle(slack, alerts);
        this.conditions = new ConditionOracle(store, tracer, slack, time, tally);
        this.lines = new StoreLineOracle(slack, time, tally);
    }

    WatchTime beforePoll() {
        reading.beforePoll();
        if (hasBegun()) {
            conditions.beforePoll();
        }
        return tracer.poll();
    }

    /**
     * @param begin when the poll began
     * @param whole whether neither process nor store was in trouble
     * @param judged whether it was no poll either in which the store was opened anew: such a one ends there
     */
    void afterPoll(WatchTime begin, boolean whole, boolean judged) {
        Map<String, String> changes = alerts.look();
        reading.afterPoll(begin, whole);
        if (hasBegun()) {
            conditions.afterPoll(judged);
        }
        telling.judge(changes);
    }

    void clockStepped() {
        conditions.clockStepped();
        lines.clockStepped();
    }

    void processStarts() {
        conditions.processStarts();
        lines.processStarts();
    }

    /** @param broken what the watch is about to see of its store */
    void beforeLookAtStore(boolean broken) {
        lines.beforeLook(broken);
    }

    void afterLookAtStore(boolean alive) {
        if (alive) { // else another process has started since
            lines.afterLook();
        }
    }

    /** The watch has looked at itself. */
    void afterLook(boolean whole) {
        if (hasBegun()) {
            conditions.afterLook(whole);
        }
    }

    void beforeDelivery() {
        turns.before();
    }

    /** @param whole whether neither process nor store was in trouble */
    void afterDelivery(boolean whole) {
        turns.after(whole);
        telling.judge(alerts.look());
    }

    /** Whether what is older than the retention has been read for the last time. */
    boolean mayRemove() {
        return hasBegun() && retention.mayRemove();
    }

    void afterRemoval() {
        telling.judge(alerts.look());
        retention.judge();
    }

    /** After everything has been read at every age since all was well. */
    void atTheEnd(long oldestAge, long healed) {
        Map<String, String> stored = alerts.all();
        for (SimRecord r : tracer.records) {
            String state = stored.remove(r.historyId());
            must(state == null || r.matches(), () -> r + " was told and does not match");
            must(state != null || !r.matches() || !reading.promised(r, oldestAge), () -> r + " was never told");
            telling.atTheEnd(r, state);
        }
        reading.atTheEnd(healed - oldestAge);
        conditions.atTheEnd((int) tracer.records.stream()
                .filter(r -> r.odd() && reading.promised(r, oldestAge))
                .count());
        must(stored.isEmpty(), () -> "alerts of records that never were: " + stored);
    }

    /** Whether the watch knows where it began. */
    boolean hasBegun() {
        return reading.hasBegun();
    }

    /** Pages of the store that hold nothing. */
    long freePages() {
        return store.number("pragma freelist_count");
    }

    boolean open() {
        return alerts.open() || storeIsOpen();
    }

    /** Whether Slack is still to hear something of the store. */
    boolean storeIsOpen() {
        return lines.isOpen();
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
