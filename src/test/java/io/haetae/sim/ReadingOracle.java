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
    private static final long DOUBT = 5 * MINUTE;

    /** Polls are a minute apart, and by a clock that drifts the cron may not say so each time. */
    private static final int IDLE = 3;

    private final StoreView store;
    private final StoredAlerts alerts;
    private final SimTracer tracer;
    private final HoleOracle holes;
    /** Records that a rule wants and that are not stored yet. */
    private final List<SimRecord> pending = new ArrayList<>();

    private int known;
    private int idle;
    private Long began;
    private long headBefore;
    private long completeBefore;

    ReadingOracle(StoreView store, StoredAlerts alerts, SimTracer tracer, HoleOracle holes) {
        this.store = store;
        this.alerts = alerts;
        this.tracer = tracer;
        this.holes = holes;
    }

    void beforePoll() {
        headBefore = began == null ? 0 : store.number("select position from cursor where age = 0");
        completeBefore = began == null ? 0 : complete();
    }

    /** As {@link Oracle#afterPoll}. */
    void afterPoll(WatchTime begin, boolean whole) {
        Oracle.must(tracer.broken.isEmpty(), () -> String.join("; ", tracer.broken));
        if (began == null && store.number("select count(*) from account") == 1) {
            began = store.number("select since from account");
            headBefore = began;
            Oracle.must(
                    began == begin.local() - 10 * MINUTE,
                    () -> "the first start began at " + began + ", not ten minutes before now");
        }
        if (began == null) {
            return;
        }
        findPending();
        Map<Long, Long> cursors = new HashMap<>();
        store.query(
                "select age, position from cursor where age > 0", row -> cursors.put(row.getLong(1), row.getLong(2)));
        holes.judge(cursors);
        sweepsHoldTheirPromise(cursors);
        boolean complete = complete() != completeBefore;
        if (complete) {
            headHoldsItsPromise(begin);
        }
        idle = complete || !whole || tracer.troubled() || mayWaitForHole(begin) ? 0 : idle + 1;
        // where nobody tells the time a halved window ends the head's reading, until strides are long again
        int most = tracer.dates.untoldInPoll() ? 3 * IDLE : IDLE;
        Oracle.must(idle < most, () -> most + " polls in a row without any trouble, and none was complete: " + tracer);
    }

    /** Where nobody tells the time, the head goes past a hole only when that is certainly over. */
    private boolean mayWaitForHole(WatchTime begin) {
        long doubtful = begin.earliest() - DOUBT;
        return tracer.dates.untoldInPoll() && (holes.anyAfter(doubtful) || tracer.unreadable.anyAfter(doubtful));
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

    private void sweepsHoldTheirPromise(Map<Long, Long> cursors) {
        cursors.forEach((age, cursor) -> {
            for (SimRecord r : pending) {
                Oracle.must(
                        r.event() >= cursor || r.visible() > r.event() + age || holes.covers(r.event()),
                        () -> "the sweep of " + Duration.ofMillis(age) + " has passed " + r + ", which is not stored");
            }
        });
    }

    private void headHoldsItsPromise(WatchTime begin) {
        long from = Math.max(Math.min(headBefore, begin.latest()) - OVERLAP, begin.latest() - HEAD_REACH);
        for (SimRecord r : pending) {
            Oracle.must(
                    r.event() <= from
                            || r.event() >= begin.earliest()
                            || r.visible() > begin.at()
                            || holes.covers(r.event()),
                    () -> "the head was complete at " + begin + " without " + r + "; promised from " + from + "; "
                            + tracer);
        }
    }

    boolean hasBegun() {
        return began != null;
    }

    /** After everything has been read at every age: what must have been read. */
    boolean promised(SimRecord r, long oldestAge) {
        return r.event() >= began && r.visible() <= r.event() + oldestAge && !holes.covers(r.event());
    }

    /** @param read what is younger than this has been read since all could be read */
    void atTheEnd(long read) {
        holes.atTheEnd(read);
    }
}
