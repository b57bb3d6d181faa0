package io.haetae.poll;

import io.haetae.store.Accounts.LastFailure;
import io.haetae.tracer.TracerFailure.Family;
import java.time.Duration;
import java.util.List;

/**
 * How long the tracer is left alone after a failure. A quota that is used up waits longer each time; how long the last
 * wait was is known from what is stored, so a restart begins no new row. A good page does, and any other failure.
 */
final class Wait {

    /** The longest that the tracer is granted; a "not before" further ahead is a clock that jumped. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final List<Duration> QUOTA = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(4),
            Duration.ofMinutes(8),
            Duration.ofMinutes(15));

    private Wait() {}

    /**
     * Milliseconds from now; 0 for none, then the next due poll is the retry.
     *
     * @param retryAfter milliseconds that the tracer asks for; null if it doesn't
     * @param last the failure before, as stored
     * @param heard whether a good page came since the poll began
     */
    static long after(Family family, Long retryAfter, LastFailure last, boolean heard) {
        if (retryAfter != null) {
            return Math.min(retryAfter, LONGEST.toMillis());
        }
        if (family != Family.QUOTA) {
            return 0;
        }
        boolean first = heard || !Family.QUOTA.name().equals(last.family());
        long before = first ? 0 : last.notBefore() - last.at();
        return QUOTA.stream()
                .mapToLong(Duration::toMillis)
                .filter(wait -> wait > before)
                .findFirst()
                .orElse(QUOTA.get(QUOTA.size() - 1).toMillis());
    }

    /** Whether a poll must wait: {@code notBefore} and {@code now} in epoch milliseconds by the local clock. */
    static boolean holds(long notBefore, long now) {
        return notBefore > now && notBefore - now <= LONGEST.toMillis();
    }
}
