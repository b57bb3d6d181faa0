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

    void judge(Judgement judgement, PollEnd end) {
        clock(judgement, end.skew());
        permission(judgement, end);
        credentials(judgement, end);
    }

    private static void clock(Judgement judgement, Long skew) {
        if (skew == null) {
            return;
        }
        var open = judgement.find(Kind.CLOCK);
        boolean off = Math.abs(skew) > TOLERATED;
        if (off && open.isEmpty()) {
            judgement.begin(Kind.CLOCK, judgement.now, Map.of(Lines.OFFSET, Long.toString(skew)));
        } else if (!off) {
            open.ifPresent(judgement::end);
        }
    }

    private static void permission(Judgement judgement, PollEnd end) {
        var open = judgement.find(Kind.PERMISSION);
        if (failed(end, Family.PERMISSION)) {
            if (open.isEmpty()) {
                judgement.begin(Kind.PERMISSION, judgement.now, Map.of());
            }
        } else if (end.heard()) {
            open.ifPresent(judgement::end);
        }
    }

    private static void credentials(Judgement judgement, PollEnd end) {
        var open = judgement.find(Kind.CREDENTIALS);
        if (failed(end, Family.CREDENTIALS)) {
            if (open.isEmpty() && !signedForAnotherTime(end)) {
                Map<String, String> detail = new HashMap<>(Map.of(Lines.KEY, lastOfKey(judgement)));
                if (end.skew() == null || judgement.find(Kind.CLOCK).isPresent()) {
                    detail.put(Lines.CLOCK, "true");
                }
                judgement.begin(Kind.CREDENTIALS, judgement.now, detail);
            }
        } else if (end.heard() || failed(end, Family.PERMISSION)) {
            open.ifPresent(judgement::end);
        }
    }

    /** Then it is the clock and not the key, and the next poll is signed with the right time. */
    private static boolean signedForAnotherTime(PollEnd end) {
        return Math.abs(end.signedOff()) > TOLERATED;
    }

    private static boolean failed(PollEnd end, Family family) {
        return end.failure() != null && end.failure().family() == family;
    }

    /** Enough to know which key it is. */
    private static String lastOfKey(Judgement judgement) {
        String key = judgement.account.accessKey().reveal();
        return key.length() < 2 * SHOWN ? "" : key.substring(key.length() - SHOWN);
    }
}
