package io.haetae.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has been read must be stored: judged whenever a cursor has moved, as a later sweep would heal many a fault. */
final class ReadingOracle {

    private static final long MINUTE = 60_000;
    private static final long OVERLAP = 5 * MINUTE;
    private static final long HEAD_REACH = 20 * MINUTE;

    private final StoreView store;
    private final StoredAlerts alerts;
    private final SimTracer tracer;
    /** Records that a rule wants and that are not stored yet. */
    private final List<SimRecord> pending = new ArrayList<>();

    private int known;
    private Long began;
    private long headBefore;
    private long completeBefore;

    ReadingOracle(StoreView store, StoredAlerts alerts, SimTracer tracer) {
        this.store = store;
        this.alerts = alerts;
        this.tracer = tracer;
    }

    void beforePoll() {
        headBefore = began == null ? 0 : store.number("select position from cursor where age = 0");
        completeBefore = began == null ? 0 : complete();
    }

    /** @param at server time when the poll began; clock known: the watch has seen the tracer's time since it started */
    void afterPoll(long at, long localAt, boolean clockKnown) {
        Oracle.must(tracer.broken.isEmpty(), () -> String.join("; ", tracer.broken));
        if (began == null && store.number("select count(*) from account") == 1) {
            began = store.number("select since from account");
            headBefore = began;
            Oracle.must(
                    began == localAt - 10 * MINUTE,
                    () -> "the first start began at " + began + ", not ten minutes before now");
        }
        if (began == null) {
            return;
        }
        findPending();
        sweepsHoldTheirPromise();
        if (complete() != completeBefore) {
            headHoldsItsPromise(at, localAt, clockKnown);
        }
    }

    private long complete() {
        return store.number("select coalesce(last_complete, 0) from account");
    }

    private void findPending() {
        for (SimRecord r : tracer.records.subList(known, tracer.records.size())) {
            if (r.matches() && r.event() >= began) {
                pending.add(r);
            }
        }
        known = tracer.records.size();
        pending.removeIf(r -> alerts.has(r.historyId()));
    }

    private void sweepsHoldTheirPromise() {
        Map<Long, Long> cursors = new HashMap<>();
        store.query(
                "select age, position from cursor where age > 0", row -> cursors.put(row.getLong(1), row.getLong(2)));
        cursors.forEach((age, cursor) -> {
            for (SimRecord r : pending) {
                Oracle.must(
                        r.event() >= cursor || r.visible() > r.event() + age,
                        () -> "the sweep of " + Duration.ofMillis(age) + " has passed " + r + ", which is not stored");
            }
        });
    }

    private void headHoldsItsPromise(long at, long localAt, boolean clockKnown) {
        long earliest = clockKnown ? at - 1000 : Math.min(at, localAt);
        long latest = clockKnown ? at + 1000 : Math.max(at, localAt);
        long from = Math.max(Math.min(headBefore, earliest) - OVERLAP, latest - HEAD_REACH);
        for (SimRecord r : pending) {
            Oracle.must(
                    r.event() <= from || r.event() >= earliest || r.visible() > at,
                    () -> "the head was complete at " + at + " without " + r + "; promised from " + from + "; "
                            + tracer);
        }
    }

    /** After everything has been read at every age: who must have been told. */
    boolean promised(SimRecord r, long oldestAge) {
        return r.matches() && r.event() >= began && r.visible() <= r.event() + oldestAge;
    }
}
