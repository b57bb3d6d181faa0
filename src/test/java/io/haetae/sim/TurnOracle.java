package io.haetae.sim;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A channel that is well gets what waits for it within a few ticks, whatever holds another one. */
final class TurnOracle {

    private static final int FEW = 3;

    private final SimSlack slack;
    private final StoredAlerts alerts;
    /** Channels to how often they had been posted to before the tick in which it is their turn. */
    private final Map<SimChannel, Integer> turns = new HashMap<>();

    private final Map<SimChannel, Integer> missed = new HashMap<>();

    TurnOracle(SimSlack slack, StoredAlerts alerts) {
        this.slack = slack;
        this.alerts = alerts;
    }

    void before() {
        turns.clear();
        Set<AlertKind> waiting = alerts.waiting();
        waiting.stream().map(slack::of).filter(SimChannel::due).forEach(channel -> turns.put(channel, channel.posts()));
    }

    /** @param whole whether neither process nor store was in trouble */
    void after(boolean whole) {
        missed.keySet().retainAll(turns.keySet());
        turns.forEach((channel, posts) -> {
            int row = whole && channel.posts() == posts ? missed.getOrDefault(channel, 0) + 1 : 0;
            Oracle.must(row < FEW, () -> channel.webhook + " is well, and got nothing in " + row + " ticks");
            missed.put(channel, row);
        });
    }
}
