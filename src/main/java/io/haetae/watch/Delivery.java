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

    void judge(Sitting sitting) {
        channel(sitting);
        dead(sitting);
    }

    private void channel(Sitting sitting) {
        String id = sitting.account.channel().id();
        boolean speaks = sitting.account.name().equals(speakers.get(id));
        sitting.open(Kind.CHANNEL).stream()
                .filter(condition -> !speaks || !condition.subject().equals(id))
                .forEach(sitting::close); // of a webhook that nobody uses any more: it can't heal
        if (!speaks) {
            return;
        }
        ChannelState state = channels.get(sitting.tx, id);
        var open = sitting.find(Kind.CHANNEL);
        if (state.since() == null) {
            // the first that people can hear of it, so no mere good news
            open.ifPresent(condition -> sitting.end(condition, Kind.CHANNEL.severity(), Map.of()));
        } else if (open.isEmpty() && held(state, sitting.local)) {
            String reason = state.reason() == null ? "" : state.reason();
            sitting.beginUntold(
                    Kind.CHANNEL, id, state.since() + sitting.vitals.clockOffset(), Map.of(Lines.REASON, reason));
        }
    }

    private static boolean held(ChannelState state, long now) {
        return now - state.since() > TOO_LONG && (state.failures() > 0 || !state.due(now));
    }

    private static void dead(Sitting sitting) {
        AlertQueries.Dead dead = AlertQueries.dead(sitting.tx, sitting.account.name());
        var open = sitting.find(Kind.DEAD);
        if (dead.count() == 0) {
            open.ifPresent(sitting::end);
        } else if (open.isEmpty()) {
            String reason = dead.reason() == null ? "" : dead.reason();
            sitting.begin(
                    Kind.DEAD, sitting.now, Map.of(Lines.COUNT, Integer.toString(dead.count()), Lines.REASON, reason));
        }
    }
}
