package io.haetae.sim;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows what the watch promises and looks into its store with plain SQL; shares no code with it. */
final class Oracle {

    private static final long MINUTE = 60_000;
    private static final long OVERLAP = 5 * MINUTE;
    private static final long HEAD_REACH = 20 * MINUTE;
    private static final long GIVE_UP = Duration.ofHours(2).toMillis();

    private final Path database;
    private final SimTime time;
    private final SimTracer tracer;
    private final SimSlack slack;
    private Long began;
    private long headBefore;
    private long completeBefore;

    Oracle(Path database, SimTime time, SimTracer tracer, SimSlack slack) {
        this.database = database;
        this.time = time;
        this.tracer = tracer;
        this.slack = slack;
    }

    void beforePoll() {
        tracer.poll();
        headBefore = began == null ? 0 : number("select position from cursor where age = 0");
        completeBefore = began == null ? 0 : number("select coalesce(last_complete, 0) from account");
    }

    /** @param at server time when the poll began; clock known: the watch has seen the tracer's time since it started */
    void afterPoll(long at, long localAt, boolean clockKnown) {
        if (tracer.brokeQuiet) {
            throw new AssertionError("Retry-After of the tracer ignored");
        }
        if (began == null && number("select count(*) from account") == 1) {
            began = number("select since from account");
            headBefore = began;
            must(began == localAt - 10 * MINUTE, "the first start began at " + began + ", not ten minutes before now");
        }
        if (began == null) {
            return;
        }
        Map<String, String> stored = stored();
        sweepsHoldTheirPromise(stored);
        if (number("select coalesce(last_complete, 0) from account") != completeBefore) {
            headHoldsItsPromise(stored, at, localAt, clockKnown);
        }
        slackHoldsItsPromise(stored);
    }

    void afterDelivery() {
        slackHoldsItsPromise(stored());
    }

    private void sweepsHoldTheirPromise(Map<String, String> stored) {
        Map<Long, Long> cursors = new HashMap<>();
        query("select age, position from cursor where age > 0", row -> cursors.put(row.getLong(1), row.getLong(2)));
        cursors.forEach((age, cursor) -> {
            for (SimRecord r : tracer.records) {
                boolean promised =
                        r.matches() && r.event() >= began && r.event() < cursor && r.visible() <= r.event() + age;
                must(
                        !promised || stored.containsKey(r.historyId()),
                        "the sweep of " + Duration.ofMillis(age) + " has passed " + r + ", which is not stored");
            }
        });
    }

    private void headHoldsItsPromise(Map<String, String> stored, long at, long localAt, boolean clockKnown) {
        long earliest = clockKnown ? at - 1000 : Math.min(at, localAt);
        long latest = clockKnown ? at + 1000 : Math.max(at, localAt);
        long from = Math.max(Math.min(headBefore, earliest) - OVERLAP, latest - HEAD_REACH);
        for (SimRecord r : tracer.records) {
            boolean promised =
                    r.matches() && r.event() >= Math.max(began, from + 1) && r.event() < earliest && r.visible() <= at;
            must(
                    !promised || stored.containsKey(r.historyId()),
                    "the head was complete at " + at + " without " + r + "; promised from " + from + "; " + tracer);
        }
    }

    private void slackHoldsItsPromise(Map<String, String> stored) {
        must(slack.broken.isEmpty(), String.join("; ", slack.broken));
        for (SimRecord r : tracer.records) {
            String state = stored.get(r.historyId());
            if ("sent".equals(state)) {
                must(slack.accepted.containsKey(number(r)), r + " is marked sent, and Slack has never accepted it");
            }
            if ("dead".equals(state)) {
                must(r.poison() || longFailed(r), r + " is a dead letter without a reason");
            }
        }
    }

    private static int number(SimRecord r) {
        return r.number();
    }

    private boolean longFailed(SimRecord r) {
        List<Long> failures = slack.failed.getOrDefault(r.number(), List.of());
        return !failures.isEmpty() && failures.get(failures.size() - 1) - failures.get(0) >= GIVE_UP;
    }

    /** After everything has healed and been read at every age. */
    void atTheEnd(long oldestAge) {
        Map<String, String> stored = stored();
        for (SimRecord r : tracer.records) {
            String state = stored.remove(r.historyId());
            must(state == null || r.matches(), r + " was told and does not match");
            boolean promised = r.matches() && r.event() >= began && r.visible() <= r.event() + oldestAge;
            must(!promised || state != null, r + " was never told");
            must(state == null || state.equals("sent") || state.equals("dead"), r + " is still " + state);
            must(!r.poison() || state == null || state.equals("dead"), r + " is poison and yet " + state);
        }
        must(stored.isEmpty(), "alerts of records that never were: " + stored);
    }

    boolean open() {
        return number("select count(*) from alert where state in ('waiting', 'sending')") > 0;
    }

    /** History id to state; an alert that is stored twice is a fault by itself. */
    private Map<String, String> stored() {
        Map<String, String> stored = new HashMap<>();
        query(
                "select record, state from alert where rule not like 'haetae-%'",
                row -> must(
                        stored.put(row.getString(1), row.getString(2)) == null, row.getString(1) + " is stored twice"));
        return stored;
    }

    private long number(String sql) {
        long[] found = {0};
        query(sql, row -> found[0] = row.getLong(1));
        return found[0];
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private void query(String sql, Row each) {
        try (Statement statement = connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                each.take(rows);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connection;

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        }
        return connection;
    }

    void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
