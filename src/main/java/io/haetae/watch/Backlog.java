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

    void judge(Judgement judgement, PollEnd end) {
        behind(judgement);
        silent(judgement, end);
    }

    /** Begins well above where it ends, or a sweep that is a little late would be told each quarter of an hour. */
    private void behind(Judgement judgement) {
        Vitals vitals = judgement.vitals;
        long late = vitals.behind(judgement.now);
        var open = judgement.find(Kind.BEHIND);
        boolean blind = judgement.find(Kind.BLIND).isPresent(); // that says it all, and "wait" would be wrong
        if (open.isEmpty() && !blind && late > sweepEvery + vitals.age()) {
            Map<String, String> detail = Map.of(
                    Lines.LATE,
                    Long.toString(late),
                    Lines.FROM,
                    Long.toString(vitals.position()),
                    ALERT,
                    Long.toString(AlertQueries.last(judgement.tx)));
            judgement.begin(Kind.BEHIND, judgement.now, detail);
        } else if (open.isPresent() && late < sweepEvery) {
            long after = Long.parseLong(open.get().detail().get(ALERT));
            long told = AlertQueries.late(judgement.tx, judgement.account.name(), after, settings.overlap());
            judgement.end(open.get(), Severity.INFO, Map.of(Lines.TOLD, Long.toString(told)));
        }
    }

    private void silent(Judgement judgement, PollEnd end) {
        Long newest = judgement.vitals.newest();
        boolean old = newest != null && judgement.now - newest > silentAfter;
        var open = judgement.find(Kind.SILENT);
        if (silentAfter == 0) {
            open.ifPresent(judgement::close); // it was switched off meanwhile
        } else if (open.isPresent()) {
            if (!old && newest != null && newest > open.get().since()) { // not as silent-after was raised meanwhile
                judgement.end(open.get());
            }
        } else if (old && end.complete() && judgement.vitals.behind(judgement.now) < sweepEvery) {
            judgement.begin(Kind.SILENT, newest, Map.of());
        }
    }
}
