package io.haetae.store;

/**
 * How a channel does. Times are epoch milliseconds, UTC.
 *
 * @param id see {@code Channel.id()}
 * @param next no payload before: the throttle
 * @param holdUntil no payload before: {@code Retry-After} or back-off
 * @param failures failed attempts in a row, of any kind; above 0 the channel is probed with one alert alone
 * @param kind of the last failure, null without failures
 * @param streak failures of that kind in a row
 * @param reason why the last attempt failed or was held, without a secret; null when all is well
 * @param since when the trouble began, by a failure or a hold; null when all is well
 */
public record ChannelState(
        String id, long next, long holdUntil, int failures, String kind, int streak, String reason, Long since) {

    /** At most one payload in this time, in the long run. */
    public static final long PERIOD = 1_000;

    /** Ticks of a second are not that exact, and one that came early must not cost the next second. */
    private static final long TOLERANCE = 100;

    /** The next turn is set at each claim, a second or two ahead: further ahead, the clock was set back since. */
    private static final long NEXT_AT_MOST = 5_000;

    /** As long as anything is ever held. */
    private static final long HOLD_AT_MOST = 61 * 60_000L;

    /** Ticks and posts take their time. */
    private static final long AT_ONCE = 60_000;

    /** A channel that nothing is known of. */
    public static ChannelState fresh(String id) {
        return new ChannelState(id, 0, 0, 0, null, 0, null, null);
    }

    public boolean due(long now) {
        if (setBack(now)) {
            return true;
        }
        boolean throttled = next > now + TOLERANCE;
        boolean held = holdUntil > now && holdUntil <= now + HOLD_AT_MOST;
        return !throttled && !held;
    }

    /** After a payload was claimed: the next one a second after this one's turn. */
    public ChannelState claimed(long now) {
        boolean setBack = setBack(now);
        long turn = setBack ? now : Math.max(now, next);
        return new ChannelState(id, turn + PERIOD, setBack ? 0 : holdUntil, failures, kind, streak, reason, since);
    }

    /** Whether the clock was: then a hold, which began after the last claim, lasts nobody knows how long. */
    private boolean setBack(long now) {
        return next > now + NEXT_AT_MOST;
    }

    /**
     * For how long nobody tried, although its turn had come, in milliseconds: the watch was stopped or frozen, the clock
     * was set forward, or nobody ever has.
     */
    public long untried(long now) {
        long since = now - Math.max(next, holdUntil);
        return since < AT_ONCE ? 0 : since;
    }

    /** All is well; only the throttle stays. */
    public ChannelState well() {
        return new ChannelState(id, next, 0, 0, null, 0, null, null);
    }

    /** As it is, but quiet until then. */
    public ChannelState heldUntil(long until) {
        return new ChannelState(id, next, until, failures, kind, streak, reason, since);
    }

    /** Not failed, but asked for quiet until then. */
    public ChannelState throttled(String why, long now, long until) {
        return new ChannelState(id, next, until, failures, kind, streak, why, since == null ? (Long) now : since);
    }

    /** One failure more. */
    public ChannelState failed(String failure, String why, long now, long until) {
        int row = failure.equals(kind) ? streak + 1 : 1;
        return new ChannelState(id, next, until, failures + 1, failure, row, why, since == null ? (Long) now : since);
    }
}
