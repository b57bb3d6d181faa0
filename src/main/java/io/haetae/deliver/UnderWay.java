package io.haetae.deliver;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The alerts that this process has claimed and not settled, by the tick that claimed them: another tick must not take
 * them for left behind. Ticks of one account never overlap, so what its last one left is nobody's any more.
 */
final class UnderWay {

    private final Map<String, List<Long>> ids = new ConcurrentHashMap<>();

    void begins(String tick) {
        ids.remove(tick);
    }

    void claimed(String tick, List<Long> claimed) {
        ids.put(tick, claimed);
    }

    Collection<Long> all() {
        return ids.values().stream().flatMap(List::stream).toList();
    }
}
