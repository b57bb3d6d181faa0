package io.haetae.watch;

import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.store.AlertQueries;
import io.haetae.store.ChannelState;
import io.haetae.store.Channels;
import io.haetae.store.Store;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** {@code channel} and {@code dead}: whether what was found reaches people. */
final class Delivery {

    private static final long TOO_LONG = Duration.ofMinutes(5).toMillis();

    private final Channels channels;
    private final Settings settings;
    private final LongSupplier nanos;
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();

    /**
     * A channel's row of failures as this process saw it first; from then on time is taken by a clock that can't be set.
     *
     * @param since as it is stored, epoch milliseconds by the local clock
     * @param lasted milliseconds that it had lasted by then
     */
    private record Trouble(long since, long lasted, long nanos) {}

    Delivery(Settings settings, Store store, LongSupplier nanos) {
        this.nanos = nanos;
        this.channels = new Channels(store);
        this.settings = settings;
    }

    void judge(Judgement judgement) {
        channel(judgement);
        dead(judgement);
    }

    private void channel(Judgement judgement) {
        String id = judgement.account.channel().id();
        boolean speaks = judgement.account.name().equals(speaker(id));
        judgement.open(Kind.CHANNEL).stream()
                .filter(condition -> !condition.subject().equals(id))
                .forEach(old -> judgement.end(old, Kind.CHANNEL.severity(), Map.of(Lines.REPLACED, id)));
        if (!speaks) {
            judgement.find(Kind.CHANNEL).ifPresent(judgement::close); // another account tells of it by now
            return;
        }
        ChannelState state = channels.get(judgement.tx, id);
        var open = judgement.find(Kind.CHANNEL);
        if (state.since() == null) {
            // the first that people can hear of it, so no mere good news
            open.ifPresent(condition -> judgement.end(condition, Kind.CHANNEL.severity(), Map.of()));
        } else if (open.isEmpty() && held(state, judgement.local)) {
            String reason = state.reason() == null ? "" : state.reason();
            judgement.beginUntold(
                    Kind.CHANNEL, id, judgement.now - lasted(state, judgement.local), Map.of(Lines.REASON, reason));
        }
    }

    /** A channel is told of once, however many accounts share it. */
    private String speaker(String id) {
        return settings.accounts().stream()
                .filter(account -> account.channel().id().equals(id))
                .map(Account::name)
                .findFirst()
                .orElse(null);
    }

    private boolean held(ChannelState state, long now) {
        return lasted(state, now) > TOO_LONG && (state.failures() > 0 || !state.due(now));
    }

    /** Milliseconds that nothing could be sent. */
    private long lasted(ChannelState state, long now) {
        Trouble trouble = troubles.compute(
                state.id(),
                (id, known) -> known != null && known.since == state.since()
                        ? known
                        : new Trouble(state.since(), Math.max(0, now - state.since()), nanos.getAsLong()));
        return trouble.lasted + (nanos.getAsLong() - trouble.nanos) / 1_000_000;
    }

    private static void dead(Judgement judgement) {
        AlertQueries.Dead dead = AlertQueries.dead(judgement.tx, judgement.account.name());
        var open = judgement.find(Kind.DEAD);
        if (dead.count() == 0) {
            open.ifPresent(judgement::end);
        } else if (open.isEmpty()) {
            String reason = dead.reason() == null ? "" : dead.reason();
            judgement.begin(
                    Kind.DEAD,
                    judgement.now,
                    Map.of(Lines.COUNT, Integer.toString(dead.count()), Lines.REASON, reason));
        }
    }
}
