package io.haetae.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Knows what the watch must say of itself: which conditions must be open after a poll and after a look at itself, which
 * must not, and that each is told once at its beginning and once at its end, over restarts.
 */
final class ConditionOracle {

    private static final long MINUTE = 60_000;
    private static final long BLIND = 5 * MINUTE;
    private static final long CLOCK = 2 * MINUTE;
    private static final long YOUNGEST = 15 * MINUTE;
    private static final long BEHIND = 30 * MINUTE;
    private static final long SILENT = 180 * MINUTE;
    private static final long SECONDS = 5_000;
    /** A poll may take so long. */
    private static final long TOLERANCE = 40_000;

    /** What is told in a life of enough trouble; the ends of the others are seldom: clocks, silence, dead letters. */
    static final List<String> TOLD = Stream.concat(
                    Stream.of(
                            "away begins",
                            "channel begins",
                            "channel ends",
                            "clock begins",
                            "silent begins",
                            "dead begins",
                            "unreadable begins"),
                    Stream.of("blind", "credentials", "permission", "behind", "hole")
                            .flatMap(kind -> Stream.of(kind + " begins", kind + " ends")))
            .toList();

    private final StoreView store;
    private final SimTracer tracer;
    private final SimSlack slack;
    private final SimTime time;
    private final Tally tally;
    private final DeliveryOracle delivery;
    private final OddOracle odd;
    private final Set<String> told = new HashSet<>();
    private final Set<String> toldForGood = new HashSet<>();
    private Map<String, Set<String>> open = Map.of();
    private long newest;
    /** When the last complete poll was, and whether the watch knew the time then. */
    private Long complete;

    private boolean exactly;
    private boolean knownBefore;
    private long completeBefore;
    /** Whether this is a process's first poll. */
    private boolean first = true;
    /** Whether it was told since the last complete poll that nobody was there, and whether in this poll. */
    private boolean away;

    private boolean awayNow;
    /** A process that starts by a clock that was set meanwhile can't know how long nobody was there. */
    private boolean misled;

    ConditionOracle(StoreView store, SimTracer tracer, SimSlack slack, SimTime time, Tally tally) {
        this.store = store;
        this.tracer = tracer;
        this.slack = slack;
        this.time = time;
        this.tally = tally;
        this.delivery = new DeliveryOracle(store, slack, time);
        this.odd = new OddOracle(store, time);
    }

    void processStarts() {
        first = true;
        misled |= tracer.dates.misleads();
        delivery.processStarts();
    }

    void clockStepped() {
        delivery.clockStepped();
    }

    void beforePoll() {
        completeBefore = lastComplete();
        knownBefore = tracer.dates.known();
        awayNow = false;
    }

    /** @param whole whether neither process nor store was in trouble, so that the poll was judged */
    void afterPoll(boolean whole) {
        look();
        boolean exact = tracer.dates.known();
        // what told the time may have come after the head's last page
        boolean throughout = exact && (knownBefore || !tracer.dates.untoldInPoll());
        boolean completed = lastComplete() != completeBefore;
        odd.see(throughout);
        if (whole) {
            odd.judge(open.keySet(), exact, TOLERANCE);
            tracer.dates.learned();
            access();
            if (exact) {
                aboutTime(completed);
            }
            holes();
        }
        first = false; // a later one can't tell what was before the first
        if (completed) {
            away = false;
            misled = !whole && tracer.dates.misleads(); // what the poll was told may have died with it
            complete = time.server();
            exactly = throughout || tracer.dates.toldThenStepped() && !tracer.dates.untoldInPoll();
        }
    }

    /** The watch has looked at itself. */
    void afterLook(boolean whole) {
        look();
        if (whole) {
            delivery.judge(open);
        } else {
            delivery.seen(open);
        }
    }

    /** @param odd so many records that nobody can understand were to be read */
    void atTheEnd(int odd) {
        this.odd.atTheEnd(odd);
    }

    private long lastComplete() {
        return store.number("select coalesce(max(last_complete), 0) from account");
    }

    /** What the tracer said to the key, and when it was there. */
    private void access() {
        TracerFault last = tracer.last();
        boolean refused = last == TracerFault.NO_POLICY || last == TracerFault.FORBIDDEN;
        if (last != TracerFault.ERROR_IN_200) {
            if (refused || tracer.good()) {
                is("permission", refused, "the last fault is " + last);
            }
            // signed for another time, it may be the clock: the next poll, signed with the right one, tells
            boolean unknown = last == TracerFault.CREDENTIALS && tracer.signedOff() > CLOCK - SECONDS;
            if (!unknown && (last == TracerFault.CREDENTIALS || refused || tracer.good())) {
                is("credentials", last == TracerFault.CREDENTIALS, "the last fault is " + last);
            }
        }
        Long skew = tracer.dates.toldInPoll();
        if (skew != null && Math.abs(Math.abs(skew) - CLOCK) > SECONDS) {
            is("clock", Math.abs(skew) > CLOCK, "the skew is " + skew);
        }
    }

    private void aboutTime(boolean completed) {
        if (completed) {
            is("blind", false, "the poll was complete");
        } else if (complete != null && exactly && !misled) {
            long length = time.server() - complete;
            if (Math.abs(length - BLIND) > TOLERANCE) {
                is("blind", length > BLIND, "the last complete poll was " + length + " ms ago");
            }
        }
        if (complete != null && exactly && !misled) {
            long length = tracer.began() - complete;
            Oracle.must(!first || away || length < BLIND + TOLERANCE, () -> "away is not told after " + length + " ms");
            Oracle.must(!awayNow || length > BLIND - TOLERANCE, () -> "away is told after " + length + " ms");
        }
        long late = time.server()
                - YOUNGEST
                - store.number("select position from cursor where age > 0 order by age limit 1");
        boolean mayBegin = open.containsKey("behind") || !open.containsKey("blind");
        if (mayBegin && late > BEHIND + TOLERANCE
                || late < YOUNGEST - TOLERANCE) { // it ends when the sweep is due no longer
            is("behind", late > BEHIND, "the youngest sweep is late by " + late + " ms");
        }
        if (completed) {
            silence(time.server() - YOUNGEST - late, late < YOUNGEST);
        }
    }

    /** @param read the youngest sweep has read everything before it; caughtUp whether that is all it has to read */
    private void silence(long read, boolean caughtUp) {
        long newestRead = 0;
        long newestThere = 0;
        List<long[]> holes = new ArrayList<>();
        store.query("select start, stop from hole", row -> holes.add(new long[] {row.getLong(1), row.getLong(2)}));
        for (SimRecord r : tracer.records) {
            boolean there = r.visible() <= time.server();
            newestThere = there ? Math.max(newestThere, r.event()) : newestThere;
            boolean surely = there
                    && !r.odd()
                    && r.event() < read
                    && r.visible() <= r.event() + YOUNGEST
                    && r.event() > newestRead;
            if (surely && holes.stream().noneMatch(hole -> hole[0] <= r.event() && r.event() <= hole[1])) {
                newestRead = r.event();
            }
        }
        long limit = time.server() - SILENT;
        if (newestRead > limit + TOLERANCE) {
            is("silent", false, "a record of " + newestRead + " was read");
        } else if (caughtUp && newestRead > begunAt() && newestThere < limit - TOLERANCE) {
            is("silent", true, "the newest record is of " + newestThere);
        }
    }

    private long begunAt() {
        return store.number("select since from account");
    }

    private void holes() {
        Set<String> stretches = new HashSet<>();
        store.query(
                "select distinct stretch from hole where reason not like '%90 days%' and reason not like 'no sweep%'",
                row -> stretches.add(row.getString(1)));
        Oracle.must(
                stretches.equals(open.getOrDefault("hole", Set.of())),
                () -> "holes " + stretches + " and yet open " + open);
    }

    private void is(String kind, boolean expected, String because) {
        Oracle.must(
                open.containsKey(kind) == expected,
                () -> kind + " is " + (expected ? "not open, and " : "open, and ") + because + "; " + tracer);
    }

    /** Takes in what is open, and what was told since the last look: beginnings and ends in turn. */
    private void look() {
        Map<String, Set<String>> now = new TreeMap<>();
        store.query(
                "select kind, subject from condition",
                row -> now.computeIfAbsent(row.getString(1), any -> new HashSet<>())
                        .add(row.getString(2)));
        open = now;
        store.query(
                "select id, record, ordinal from alert where id > ? and rule like 'haetae-%' order by id",
                row -> take(row.getLong(1), row.getString(2).split(":"), row.getInt(3) == 0), newest);
        // a hole that has joined another one ends in silence
        told.removeIf(one -> one.startsWith("hole:")
                && !open.getOrDefault("hole", Set.of()).contains(one.substring("hole:".length())));
    }

    private void take(long id, String[] record, boolean begins) {
        newest = id;
        String kind = record[0];
        String one = record.length > 2 ? kind + ":" + record[1] : kind;
        boolean forGood = kind.equals("hole") && record[1].equals(record[2]);
        tally.count("condition", kind + (begins ? " begins" : " ends"));
        if (kind.equals("away")) {
            away = true;
            awayNow = true;
        } else if (forGood) {
            told.remove(one);
            Oracle.must(toldForGood.add(one), () -> one + " is told for good although it was told before");
        } else if (begins) {
            Oracle.must(told.add(one), () -> String.join(":", record) + " is told although it was told before");
        } else {
            // nobody would hear it there
            boolean untold = kind.equals("channel") && record[1].equals(slack.of(AlertKind.WATCH).id);
            Oracle.must(told.remove(one) || untold, () -> "the end of " + one + " is told, and not its beginning");
        }
    }
}
