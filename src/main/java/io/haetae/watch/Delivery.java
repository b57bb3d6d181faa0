package io.haetae.watch;

import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.store.AlertQueries;
import io.haetae.store.ChannelState;
import io.haetae.store.Channels;
import io.haetae.store.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** {@code channel} and {@code dead}: whether what was found reaches people. */
final class Delivery {

    private static final long TOO_LONG = Duration.ofMinutes(5).toMillis();

    private final Channels channels;
    /** Channel to the account that speaks for it: a channel is told of once, however many accounts share it. */
    private final Map<String, String> speakers = new HashMap<>();

    Delivery(Settings settings, Store store) {
        this.channels = new Channels(store);
        for (Account account : settings.accounts()) {
            speakers.putIfAbsent(account.channel().id(), account.name());
        }
    }

    void judge(Judgement judgement) {
        channel(judgement);
        dead(judgement);
    }

    private void channel(Judgement judgement) {
        String id = judgement.account.channel().id();
        boolean speaks = judgement.account.name().equals(speakers.get(id));
        judgement.open(Kind.CHANNEL).stream()
                .filter(condition -> !speaks || !condition.subject().equals(id))
                .forEach(judgement::close); // of a webhook that nobody uses any more: it can't heal
        if (!speaks) {
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
                    Kind.CHANNEL, id, state.since() + judgement.vitals.clockOffset(), Map.of(Lines.REASON, reason));
        }
    }

    private static boolean held(ChannelState state, long now) {
        return now - state.since() > TOO_LONG && (state.failures() > 0 || !state.due(now));
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
