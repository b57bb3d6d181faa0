package io.haetae.watch;

import io.haetae.config.Settings;
import io.haetae.poll.PollEnd;
import io.haetae.store.AlertQueries;
import io.haetae.store.Severity;
import io.haetae.store.Vitals;
import java.util.Map;

/** {@code behind} and {@code silent}: whether everything has been read that there is, and whether there is anything. */
final class Backlog {

    /** In the details: the last alert stored when it began. */
    private static final String ALERT = "alert";

    private final Settings settings;
    private final long sweepEvery;
    private final long silentAfter;

    Backlog(Settings settings) {
        this.settings = settings;
        this.sweepEvery = settings.sweepEvery().toMillis();
        this.silentAfter = settings.watch().silentAfter().toMillis();
    }

    void judge(Sitting sitting, PollEnd end) {
        behind(sitting);
        silent(sitting, end);
    }

    /** Begins well above where it ends, or a sweep that is a little late would be told each quarter of an hour. */
    private void behind(Sitting sitting) {
        Vitals vitals = sitting.vitals;
        long late = vitals.behind(sitting.now);
        var open = sitting.find(Kind.BEHIND);
        if (open.isEmpty() && late > sweepEvery + vitals.age()) {
            Map<String, String> detail = Map.of(
                    Lines.LATE,
                    Long.toString(late),
                    Lines.FROM,
                    Long.toString(vitals.position()),
                    ALERT,
                    Long.toString(AlertQueries.last(sitting.tx)));
            sitting.begin(Kind.BEHIND, sitting.now, detail);
        } else if (open.isPresent() && late < sweepEvery) {
            long after = Long.parseLong(open.get().detail().get(ALERT));
            long told = AlertQueries.late(sitting.tx, sitting.account.name(), after, settings.overlap());
            sitting.end(open.get(), Severity.INFO, Map.of(Lines.TOLD, Long.toString(told)));
        }
    }

    private void silent(Sitting sitting, PollEnd end) {
        Long newest = sitting.vitals.newest();
        boolean old = newest != null && sitting.now - newest > silentAfter;
        var open = sitting.find(Kind.SILENT);
        if (silentAfter == 0) {
            open.ifPresent(sitting::close); // it was switched off meanwhile
        } else if (!old) {
            open.ifPresent(sitting::end);
        } else if (open.isEmpty() && end.complete() && sitting.vitals.behind(sitting.now) < sweepEvery) {
            sitting.begin(Kind.SILENT, newest, Map.of());
        }
    }
}
