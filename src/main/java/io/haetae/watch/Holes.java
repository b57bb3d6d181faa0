package io.haetae.watch;

import io.haetae.store.Condition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** {@code hole}: stretches that were passed over, each told once; one that no row is left of has been read. */
final class Holes {

    /** A row of the table {@code hole}: both ends inclusive, epoch milliseconds, UTC. */
    private record Row(long stretch, long start, long stop, String reason) {

        /** Older than the tracer keeps records, so never to be read. */
        boolean gone() {
            return reason.contains("90 days");
        }
    }

    void judge(Sitting sitting) {
        List<Row> rows = rows(sitting.tx, sitting.account.name());
        Map<String, Condition> open = new LinkedHashMap<>();
        sitting.open(Kind.HOLE).forEach(condition -> open.put(condition.subject(), condition));
        rows.stream()
                .collect(Collectors.groupingBy(Row::stretch, TreeMap::new, Collectors.toList()))
                .forEach((stretch, pieces) -> judge(sitting, stretch, pieces, open.remove(Long.toString(stretch))));
        open.values().forEach(condition -> vanished(sitting, rows, condition));
    }

    /** @param condition null if it isn't open */
    private static void judge(Sitting sitting, long stretch, List<Row> pieces, Condition condition) {
        String subject = Long.toString(stretch);
        if (pieces.stream().allMatch(Row::gone)) {
            if (condition != null) {
                sitting.close(condition);
            }
            Map<String, String> detail = detail(pieces);
            detail.put(Lines.GONE, "true");
            // by its start, not by now: it stays in the table for ever, and is told once
            sitting.tellOnce(Kind.HOLE, subject, stretch, detail);
        } else if (condition == null) {
            sitting.begin(Kind.HOLE, subject, sitting.now, detail(pieces));
        } else {
            grow(sitting, detail(pieces), condition);
        }
    }

    /** Another one may have joined it: what is told at its end is the whole of it. */
    private static void grow(Sitting sitting, Map<String, String> now, Condition condition) {
        Map<String, String> detail = new LinkedHashMap<>(condition.detail());
        detail.put(Lines.FROM, Long.toString(Math.min(from(detail), from(now))));
        detail.put(Lines.TO, Long.toString(Math.max(to(detail), to(now))));
        sitting.amend(condition, detail);
    }

    /** Read after all, unless other rows cover a part of it: then it has joined another stretch. */
    private static void vanished(Sitting sitting, List<Row> rows, Condition condition) {
        long from = from(condition.detail());
        long to = to(condition.detail());
        if (rows.stream().anyMatch(row -> row.start <= to && from <= row.stop)) {
            sitting.close(condition);
        } else {
            sitting.end(condition);
        }
    }

    private static Map<String, String> detail(List<Row> pieces) {
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put(Lines.FROM, Long.toString(pieces.get(0).start));
        detail.put(Lines.TO, Long.toString(pieces.get(pieces.size() - 1).stop));
        detail.put(Lines.REASON, pieces.get(0).reason);
        return detail;
    }

    private static long from(Map<String, String> detail) {
        return Long.parseLong(detail.get(Lines.FROM));
    }

    private static long to(Map<String, String> detail) {
        return Long.parseLong(detail.get(Lines.TO));
    }

    /** How many stretches may still be read. */
    static int count(Handle handle, String account) {
        return (int) rows(handle, account).stream()
                .filter(row -> !row.gone())
                .map(Row::stretch)
                .distinct()
                .count();
    }

    private static List<Row> rows(Handle handle, String account) {
        return handle.createQuery("select stretch, start, stop, reason from hole where account = ? order by start")
                .bind(0, account)
                .map((row, context) -> new Row(
                        row.getLong("stretch"), row.getLong("start"), row.getLong("stop"), row.getString("reason")))
                .list();
    }
}
