package io.haetae.watch;

import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Settings;
import io.haetae.config.SlackSettings;
import io.haetae.store.AlertQueries;
import io.haetae.store.ChannelState;
import io.haetae.store.Channels;
import io.haetae.store.Condition;
import io.haetae.store.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** {@code channel} and {@code dead}: whether what was found reaches people. */
final class Delivery {

    private static final long TOO_LONG = Duration.ofMinutes(5).toMillis();

    private final Settings settings;
    private final Channels channels;
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

    /**
     * @param told which somebody tells of at the place where the watch speaks of the account
     * @param ours of which the account tells: where several share both a channel and that place, one of them does
     */
    record Reach(Set<String> told, Set<String> ours) {}

    /** To be asked before the judgement: webhooks may stand in files, and the store can't wait for those. */
    Reach reach(String account) {
        Set<String> atOurPlace = Set.of();
        Set<String> ours = Set.of();
        Map<String, Set<String>> told = new HashMap<>();
        for (Account each : settings.accounts()) {
            SlackSettings slack = each.slack().now();
            Set<String> ids = slack.channels().stream().map(Channel::id).collect(Collectors.toSet());
            Set<String> before = told.computeIfAbsent(slack.watch().id(), watch -> new HashSet<>());
            if (each.name().equals(account)) {
                ours = new TreeSet<>(ids);
                ours.removeAll(before);
                atOurPlace = before; // which those that come after it fill, too
            }
            before.addAll(ids);
        }
        return new Reach(atOurPlace, ours);
    }

    void judge(Judgement judgement, Reach reach) {
        channels(judgement, reach);
        dead(judgement);
    }

    private void channels(Judgement judgement, Reach reach) {
        for (Condition open : judgement.open(Kind.CHANNEL)) {
            if (!reach.told.contains(open.subject())) {
                // elsewhere it may be told of: who heard of it here would not know
                Map<String, String> replaced = Map.of(Lines.REPLACED, "");
                judgement.end(open, Kind.CHANNEL.severity(), replaced);
            } else if (!reach.ours.contains(open.subject())) {
                judgement.close(open); // another account tells of it by now
            }
        }
        reach.ours.forEach(id -> channel(judgement, id));
    }

    private void channel(Judgement judgement, String id) {
        ChannelState state = channels.get(judgement.tx, id);
        Optional<Condition> open = judgement.open(Kind.CHANNEL).stream()
                .filter(condition -> condition.subject().equals(id))
                .findFirst();
        if (state.since() == null) {
            // may be the first that people hear of it, so no mere good news
            open.ifPresent(condition -> judgement.end(condition, Kind.CHANNEL.severity(), Map.of()));
        } else if (open.isEmpty() && held(state, judgement.local)) {
            long since = judgement.now - lasted(state, judgement.local);
            Map<String, String> detail = Map.of(Lines.REASON, state.reason() == null ? "" : state.reason());
            if (judgement.account.slack().watch().id().equals(id)) {
                judgement.beginUntold(Kind.CHANNEL, id, since, detail);
            } else {
                judgement.begin(Kind.CHANNEL, id, since, detail);
            }
        }
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
