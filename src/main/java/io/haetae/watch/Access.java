package io.haetae.watch;

import io.haetae.poll.PollEnd;
import io.haetae.tracer.TracerFailure.Family;
import java.util.HashMap;
import java.util.Map;

/** {@code credentials}, {@code permission} and {@code clock}: whether the tracer lets us in, and when it is there. */
final class Access {

    /** Milliseconds; the tracer itself allows five minutes. */
    static final long TOLERATED = 120_000;

    private static final int SHOWN = 4;

    /** @param assumed how far the poll took the tracer's clock to be ahead when it signed its first request */
    void judge(Sitting sitting, PollEnd end, long assumed) {
        clock(sitting, end.skew());
        permission(sitting, end);
        credentials(sitting, end, assumed);
    }

    private static void clock(Sitting sitting, Long skew) {
        if (skew == null) {
            return;
        }
        var open = sitting.find(Kind.CLOCK);
        boolean off = Math.abs(skew) > TOLERATED;
        if (off && open.isEmpty()) {
            sitting.begin(Kind.CLOCK, sitting.now, Map.of(Lines.OFFSET, Long.toString(skew)));
        } else if (!off) {
            open.ifPresent(sitting::end);
        }
    }

    private static void permission(Sitting sitting, PollEnd end) {
        var open = sitting.find(Kind.PERMISSION);
        if (failed(end, Family.PERMISSION)) {
            if (open.isEmpty()) {
                sitting.begin(Kind.PERMISSION, sitting.now, Map.of());
            }
        } else if (end.heard()) {
            open.ifPresent(sitting::end);
        }
    }

    private static void credentials(Sitting sitting, PollEnd end, long assumed) {
        var open = sitting.find(Kind.CREDENTIALS);
        if (failed(end, Family.CREDENTIALS)) {
            if (open.isEmpty() && !signedForAnotherTime(end, assumed)) {
                Map<String, String> detail = new HashMap<>(Map.of(Lines.KEY, lastOfKey(sitting)));
                if (end.skew() == null || sitting.find(Kind.CLOCK).isPresent()) {
                    detail.put(Lines.CLOCK, "true");
                }
                sitting.begin(Kind.CREDENTIALS, sitting.now, detail);
            }
        } else if (end.heard() || failed(end, Family.PERMISSION)) {
            open.ifPresent(sitting::end);
        }
    }

    /** Then it is the clock and not the key, and the next poll is signed with the right time. */
    private static boolean signedForAnotherTime(PollEnd end, long assumed) {
        return !end.heard() && end.skew() != null && Math.abs(end.skew() - assumed) > TOLERATED;
    }

    private static boolean failed(PollEnd end, Family family) {
        return end.failure() != null && end.failure().family() == family;
    }

    /** Enough to know which key it is. */
    private static String lastOfKey(Sitting sitting) {
        String key = sitting.account.accessKey().reveal();
        return key.length() < 2 * SHOWN ? "" : key.substring(key.length() - SHOWN);
    }
}
