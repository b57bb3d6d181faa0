package io.haetae.deliver;

import io.haetae.store.ChannelState;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a channel is left alone after an answer. Waits are jittered, so that a thousand watches don't march in step. */
public final class Backoff {

    private static final long THROTTLED = Duration.ofSeconds(30).toMillis();
    private static final long ODD = Duration.ofSeconds(5).toMillis();

    /** So many odd or lost answers in a row may be chance. */
    private static final int CHANCE = 2;

    private final RandomGenerator random;

    public Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The channel's state after an answer that came {@code now} (epoch milliseconds). */
    public ChannelState next(ChannelState channel, SlackAnswer answer, long now) {
        return switch (answer.verdict()) {
            case DELIVERED, PAYLOAD_REFUSED -> channel.well();
            case THROTTLED ->
                channel.throttled(answer.reason(), now, now + answer.quiet(now).orElse(THROTTLED));
            case SERVER, UNSENT, CHANNEL_REFUSED, ODD, LOST -> failed(channel, answer, now);
        };
    }

    private ChannelState failed(ChannelState channel, SlackAnswer answer, long now) {
        ChannelState failed = channel.failed(answer.verdict().name(), answer.reason(), now, now);
        long wait = Math.max(wait(failed, answer.verdict()), answer.quiet(now).orElse(0));
        return failed.heldUntil(now + wait);
    }

    private long wait(ChannelState failed, Verdict verdict) {
        int row = failed.streak();
        return switch (verdict) {
            case CHANNEL_REFUSED -> refused(row);
            case ODD -> row <= CHANCE ? ODD : refused(row - CHANCE);
            case LOST -> row <= CHANCE ? trouble(failed.failures()) : lost(row - CHANCE);
            // by failures of any kind: a Slack that fails now this way, now that, is not to be hammered
            default -> trouble(failed.failures());
        };
    }

    private long trouble(int nth) {
        return jittered(doubling(Duration.ofSeconds(2), nth, Duration.ofMinutes(5)), 0.8, 1.2);
    }

    private long refused(int nth) {
        return jittered(doubling(Duration.ofSeconds(30), nth, Duration.ofMinutes(15)), 0.8, 1);
    }

    private long lost(int nth) {
        return jittered(doubling(Duration.ofMinutes(1), nth, SlackAnswer.LONGEST_WAIT), 0.8, 1);
    }

    /** The first wait, doubled each further time, in milliseconds. */
    private static long doubling(Duration first, int nth, Duration most) {
        return Math.min(first.toMillis() << Math.min(nth - 1, 20), most.toMillis());
    }

    private long jittered(long wait, double from, double to) {
        return Math.round(wait * (from + (to - from) * random.nextDouble()));
    }
}
