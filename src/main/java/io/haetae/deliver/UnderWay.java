package io.haetae.deliver;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The claims of this process that are not settled, by their channels: while there is one, no other tick may claim in its
 * channel, nor take its alerts for left behind. Ticks of one name never overlap, so what an earlier one neither settled
 * nor left over is nobody's any more.
 */
final class UnderWay {

    private final Map<String, Held> channels = new ConcurrentHashMap<>();

    private record Held(String tick, Claim claim) {}

    /** To be asked, and then told, within the transaction of the claim: the store has one at a time. */
    boolean isIn(String channel) {
        return channels.containsKey(channel);
    }

    void begins(String tick, Claim claim) {
        channels.put(claim.channel(), new Held(tick, claim));
    }

    /** Whether it is this very claim, and not a later one of the same alerts. */
    boolean is(Claim claim) {
        Held held = channels.get(claim.channel());
        return held != null && held.claim == claim;
    }

    void ends(Claim claim) {
        channels.remove(claim.channel());
    }

    void tickBegins(String tick) {
        channels.values().removeIf(held -> held.tick.equals(tick));
    }

    /** Of the alerts. */
    Collection<Long> ids() {
        return channels.values().stream()
                .flatMap(held -> held.claim.ids().stream())
                .toList();
    }
}
