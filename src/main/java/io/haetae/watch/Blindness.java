package io.haetae.watch;

import io.haetae.config.Settings;
import io.haetae.store.Vitals;
import java.util.Map;

/** {@code blind} and {@code away}: how long ago the last complete poll was. */
final class Blindness {

    /** In the details: which complete poll was the last one, so that any other ends it, whatever the clocks say. */
    private static final String COMPLETE = "complete";

    private final long blindAfter;

    Blindness(Settings settings) {
        this.blindAfter = settings.watch().blindAfter().toMillis();
    }

    /**
     * A process begins to poll the account: nobody knows yet how its first poll will end. Returns whether it is the first
     * one since the last complete poll.
     */
    boolean atStart(Sitting sitting) {
        Vitals vitals = sitting.vitals;
        Long last = vitals.lastComplete();
        if (last != null && sitting.now - last > blindAfter) {
            sitting.tellOnce(Kind.AWAY, "", last, Map.of(Lines.TO, Long.toString(sitting.now)));
        }
        if (vitals.begun() == null || vitals.begun() > sitting.now) {
            Vitals.begun(sitting.tx, sitting.account.name(), sitting.now);
            return true;
        }
        if (sitting.now - vitals.begun() > blindAfter) {
            begin(sitting); // a crash loop: so many starts, and none led to a complete poll
        }
        return false;
    }

    void judge(Sitting sitting) {
        var open = sitting.find(Kind.BLIND);
        if (open.isPresent()) {
            if (!complete(sitting).equals(open.get().detail().get(COMPLETE))) {
                sitting.end(open.get());
            }
        } else if (sitting.now - since(sitting) > blindAfter) {
            begin(sitting);
        }
    }

    private void begin(Sitting sitting) {
        if (sitting.find(Kind.BLIND).isPresent()) {
            return;
        }
        String family = sitting.vitals.lastFamily();
        sitting.begin(
                Kind.BLIND,
                since(sitting),
                family == null
                        ? Map.of(COMPLETE, complete(sitting))
                        : Map.of(COMPLETE, complete(sitting), Lines.FAMILY, family));
    }

    private static long since(Sitting sitting) {
        Vitals vitals = sitting.vitals;
        Long last = vitals.lastComplete() != null ? vitals.lastComplete() : vitals.begun();
        return last != null ? last : sitting.now;
    }

    private static String complete(Sitting sitting) {
        return String.valueOf(sitting.vitals.lastComplete());
    }
}
