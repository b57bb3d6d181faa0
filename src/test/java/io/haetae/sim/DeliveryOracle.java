package io.haetae.sim;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the watch must know of its own deliveries: dead letters, and channels that have taken nothing for minutes. */
final class DeliveryOracle {

    private final StoreView store;
    private final List<ChannelOracle> channels;

    DeliveryOracle(StoreView store, SimSlack slack, SimTime time) {
        this.store = store;
        this.channels = slack.channels.stream()
                .map(channel -> new ChannelOracle(channel.id, store, time))
                .toList();
    }

    void clockStepped() {
        channels.forEach(ChannelOracle::clockStepped);
    }

    void processStarts() {
        channels.forEach(ChannelOracle::processStarts);
    }

    /** @param open kinds of conditions to what they are about */
    void judge(Map<String, Set<String>> open) {
        long dead = store.number("select count(*) from alert where state = 'dead'");
        Oracle.must(
                open.containsKey("dead") == dead > 0,
                () -> "dead is " + (dead > 0 ? "not " : "") + "open, and " + dead + " are dead");
        Set<String> troubled = open.getOrDefault("channel", Set.of());
        channels.forEach(channel -> channel.judge(troubled));
    }

    /** The watch has looked at itself, and died of it or found no store. */
    void seen(Map<String, Set<String>> open) {
        channels.forEach(channel -> channel.seen(open.getOrDefault("channel", Set.of())));
    }
}
