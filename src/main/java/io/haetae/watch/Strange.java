package io.haetae.watch;

import java.time.Duration;
import java.util.Map;

/** {@code unreadable}: records that can't be understood, first seen in the last 24 hours. */
final class Strange {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private record Seen(int count, long first, String raw) {}

    void judge(Judgement judgement) {
        var open = judgement.find(Kind.UNREADABLE);
        Seen seen = seen(judgement);
        if (seen.count == 0) {
            open.ifPresent(judgement::end);
        } else if (open.isEmpty()) {
            judgement.begin(
                    Kind.UNREADABLE,
                    seen.first,
                    Map.of(Lines.COUNT, Integer.toString(seen.count), Lines.SHAPE, Shape.of(seen.raw)));
        }
    }

    /** The raw record is the first one's: SQLite gives that of the row which has the minimum. */
    private static Seen seen(Judgement judgement) {
        return judgement
                .tx
                .createQuery("select count(*) as count, coalesce(min(seen), 0) as first, coalesce(raw, '') as raw"
                        + " from unreadable where account = ? and seen > ?")
                .bind(0, judgement.account.name())
                .bind(1, judgement.now - DAY)
                .map((row, context) -> new Seen(row.getInt("count"), row.getLong("first"), row.getString("raw")))
                .one();
    }
}
