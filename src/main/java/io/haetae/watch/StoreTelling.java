package io.haetae.watch;

import io.haetae.deliver.Backoff;
import io.haetae.deliver.SlackAnswer;
import io.haetae.store.ChannelState;
import io.haetae.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What one channel has been told of the store, and what it is still to be told. Times: epoch milliseconds, UTC. */
final class StoreTelling {

    /** At most one beginning in this time, however often the store goes down and up. */
    static final long APART = Duration.ofHours(1).toMillis();

    /** One that lasts so long is no flapping: it is told whatever was told before. */
    static final long LASTS = Duration.ofMinutes(5).toMillis();

    /** A line that could not be posted is not tried again sooner. */
    static final long AGAIN = Duration.ofSeconds(30).toMillis();

    private final StoreTexts texts;
    private List<String> accounts = List.of();
    private ChannelState channel;
    private Long lastBegin;
    private Long since;
    private StoreException cause;
    private boolean begun;
    private Long ended;

    /** @param told what an earlier process told it, or null */
    StoreTelling(String id, StoreTexts texts, StoreTold.Told told) {
        this.channel = ChannelState.fresh(id);
        this.texts = texts;
        if (told != null) {
            lastBegin = told.at();
            since = told.open() ? told.since() : null;
            begun = told.open();
        }
    }

    /** @param names of the accounts whose channel it is now: a webhook in a file may be replaced */
    void isOf(List<String> names) {
        accounts = names;
    }

    /** @param failed what the store fails with since then, or null */
    void look(StoreException failed, long failedSince, long now) {
        if (failed == null) {
            if (since != null && ended == null) {
                ended = now;
            }
        } else if (since != null) {
            ended = null;
            cause = failed;
        } else if (lastBegin == null || mayBegin(lastBegin, now) || now - failedSince >= LASTS) {
            since = failedSince;
            cause = failed;
        }
    }

    /** A time in the future was set by a clock that has jumped back since. */
    static boolean mayBegin(long lastBegin, long now) {
        return lastBegin > now || now - lastBegin >= APART;
    }

    /** The line that is due: the beginning, and when that is told, the end. */
    Optional<StoreLine> due(long now) {
        if (since == null || !channel.due(now)) {
            return Optional.empty();
        }
        if (begun && ended == null) {
            return Optional.empty();
        }
        channel = channel.heldUntil(now + AGAIN); // it is under way: nobody else is to post it meanwhile
        String text = begun ? texts.end(accounts, since, ended) : texts.begin(accounts, cause, since);
        return Optional.of(new StoreLine(channel.id(), text, since, !begun));
    }

    void told(StoreLine line, long now) {
        if (!isAwaited(line)) {
            return;
        }
        channel = channel.well();
        if (!begun) {
            begun = true;
            lastBegin = now;
        } else {
            since = null;
            begun = false;
            ended = null;
        }
    }

    /** A post that takes longer than {@link #AGAIN} is made twice; what the later answer says is old by then. */
    private boolean isAwaited(StoreLine line) {
        return since != null && line.since() == since && line.begins() != begun;
    }

    void untold(StoreLine line, SlackAnswer answer, Backoff backoff, long now) {
        if (!isAwaited(line)) {
            return;
        }
        ChannelState next = backoff.next(channel, answer, now);
        channel = next.heldUntil(Math.max(next.holdUntil(), now + AGAIN));
    }

    /** Null before anything was told. */
    StoreTold.Told stamp() {
        return lastBegin == null
                ? null
                : new StoreTold.Told(channel.id(), since == null || !begun ? lastBegin : since, lastBegin, begun);
    }
}
