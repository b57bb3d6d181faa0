package io.haetae.watch;

import io.haetae.config.Settings;
import io.haetae.store.Vitals;
import java.time.Duration;
import java.util.Map;

/** {@code blind} and {@code away}: how long ago the last complete poll was. */
final class Blindness {

    /** In the details: which complete poll was the last one, so that any other ends it, whatever the clocks say. */
    private static final String COMPLETE = "complete";

    /** Starts no further apart may be a crash loop: supervisors wait some minutes at most between two. */
    private static final long ROW = Duration.ofHours(1).toMillis();

    private final long blindAfter;

    Blindness(Settings settings) {
        this.blindAfter = settings.watch().blindAfter().toMillis();
    }

    /**
     * A process begins to poll the account: nobody knows yet how its first poll will end. Returns whether it is the first
     * of a row of starts since the last complete poll.
     */
    boolean atStart(Judgement judgement) {
        Vitals vitals = judgement.vitals;
        Long last = vitals.lastComplete();
        if (last != null && judgement.now - last > blindAfter) {
            judgement.tellOnce(Kind.AWAY, "", last, Map.of(Lines.TO, Long.toString(judgement.now)));
        }
        boolean inARow = vitals.started() != null && judgement.now - vitals.started() < Math.max(ROW, blindAfter);
        Vitals.started(judgement.tx, judgement.account.name(), judgement.now);
        if (vitals.begun() == null || vitals.begun() > judgement.now || !inARow) {
            Vitals.begun(judgement.tx, judgement.account.name(), judgement.now);
            return true;
        }
        if (judgement.now - vitals.begun() > blindAfter) {
            begin(judgement); // a crash loop: so many starts, and none led to a complete poll
        }
        return false;
    }

    /** A complete poll that was not judged, as its process died, has ended the last blindness, and may be long ago itself. */
    void judge(Judgement judgement) {
        judgement
                .find(Kind.BLIND)
                .filter(open -> !complete(judgement).equals(open.detail().get(COMPLETE)))
                .ifPresent(judgement::end);
        if (judgement.now - since(judgement) > blindAfter) {
            begin(judgement);
        }
    }

    private void begin(Judgement judgement) {
        if (judgement.find(Kind.BLIND).isPresent()) {
            return;
        }
        String family = judgement.vitals.lastFamily();
        judgement.begin(
                Kind.BLIND,
                since(judgement),
                family == null
                        ? Map.of(COMPLETE, complete(judgement))
                        : Map.of(COMPLETE, complete(judgement), Lines.FAMILY, family));
    }

    private static long since(Judgement judgement) {
        Vitals vitals = judgement.vitals;
        Long last = vitals.lastComplete() != null ? vitals.lastComplete() : vitals.begun();
        return last != null ? last : judgement.now;
    }

    private static String complete(Judgement judgement) {
        return String.valueOf(judgement.vitals.lastComplete());
    }
}
