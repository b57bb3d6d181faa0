package io.haetae.watch;

import io.haetae.store.Condition;
import io.haetae.store.Hole;
import io.haetae.store.Holes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** {@code hole}: stretches that were passed over, each told once; one that no row is left of has been read. */
final class Stretches {

    void judge(Judgement judgement) {
        List<Hole> rows = Holes.of(judgement.tx, judgement.account.name());
        Map<String, Condition> open = new LinkedHashMap<>();
        judgement.open(Kind.HOLE).forEach(condition -> open.put(condition.subject(), condition));
        rows.stream()
                .collect(Collectors.groupingBy(Hole::stretch, TreeMap::new, Collectors.toList()))
                .forEach((stretch, pieces) -> judge(judgement, stretch, pieces, open.remove(Long.toString(stretch))));
        open.values().forEach(condition -> vanished(judgement, rows, condition));
    }

    /** @param condition null if it isn't open */
    private static void judge(Judgement judgement, long stretch, List<Hole> pieces, Condition condition) {
        String subject = Long.toString(stretch);
        if (pieces.stream().allMatch(Hole::givenUp)) {
            if (condition != null) {
                judgement.close(condition);
            }
            Map<String, String> detail = detail(pieces);
            detail.put(Lines.GONE, pieces.get(0).reason().equals(Hole.LOST) ? "lost" : "gone");
            // by its start, not by now: it stays in the table for ever, and is told once
            judgement.tellOnce(Kind.HOLE, subject, stretch, detail);
        } else if (condition == null) {
            judgement.begin(Kind.HOLE, subject, judgement.now, detail(pieces));
        } else {
            grow(judgement, detail(pieces), condition);
        }
    }

    /** Another one may have joined it: what is told at its end is the whole of it. */
    private static void grow(Judgement judgement, Map<String, String> now, Condition condition) {
        Map<String, String> detail = new LinkedHashMap<>(condition.detail());
        detail.put(Lines.FROM, Long.toString(Math.min(from(detail), from(now))));
        detail.put(Lines.TO, Long.toString(Math.max(to(detail), to(now))));
        judgement.amend(condition, detail);
    }

    /** Read after all, unless other rows cover a part of it: then it has joined another stretch. */
    private static void vanished(Judgement judgement, List<Hole> rows, Condition condition) {
        long from = from(condition.detail());
        long to = to(condition.detail());
        if (rows.stream().anyMatch(row -> row.start() <= to && from <= row.stop())) {
            judgement.close(condition);
        } else {
            judgement.end(condition);
        }
    }

    private static Map<String, String> detail(List<Hole> pieces) {
        Map<String, String> detail = new LinkedHashMap<>();
        detail.put(Lines.FROM, Long.toString(pieces.get(0).start()));
        detail.put(Lines.TO, Long.toString(pieces.get(pieces.size() - 1).stop()));
        detail.put(Lines.REASON, pieces.get(0).reason());
        return detail;
    }

    private static long from(Map<String, String> detail) {
        return Long.parseLong(detail.get(Lines.FROM));
    }

    private static long to(Map<String, String> detail) {
        return Long.parseLong(detail.get(Lines.TO));
    }

    /** How many may still be read. */
    static int count(Handle handle, String account) {
        return (int) Holes.of(handle, account).stream()
                .filter(hole -> !hole.givenUp())
                .map(Hole::stretch)
                .distinct()
                .count();
    }
}
