package io.haetae.watch;

import java.time.Duration;
import java.util.Map;

/** {@code unreadable}: records that can't be understood, first seen in the last 24 hours. */
final class Strange {

    private static final long DAY = Duration.ofDays(1).toMillis();

    private record Seen(int count, long first, String raw) {}

    void judge(Sitting sitting) {
        var open = sitting.find(Kind.UNREADABLE);
        Seen seen = seen(sitting);
        if (seen.count == 0) {
            open.ifPresent(sitting::end);
        } else if (open.isEmpty()) {
            sitting.begin(
                    Kind.UNREADABLE,
                    seen.first + sitting.vitals.clockOffset(),
                    Map.of(Lines.COUNT, Integer.toString(seen.count), Lines.SHAPE, Shape.of(seen.raw)));
        }
    }

    /** The raw record is the first one's: SQLite gives that of the row which has the minimum. */
    private static Seen seen(Sitting sitting) {
        return sitting.tx
                .createQuery("select count(*) as count, coalesce(min(seen), 0) as first, coalesce(raw, '') as raw"
                        + " from unreadable where account = ? and seen > ?")
                .bind(0, sitting.account.name())
                .bind(1, sitting.local - DAY)
                .map((row, context) -> new Seen(row.getInt("count"), row.getLong("first"), row.getString("raw")))
                .one();
    }
}
