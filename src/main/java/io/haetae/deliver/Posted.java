package io.haetae.deliver;

import io.haetae.store.Alert;
import io.haetae.store.StoredAlert;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The alerts that Slack has said ok to in this process, by their identity. A store that was deleted, damaged, or replaced
 * by a backup may have forgotten it, or have the same alert as a new one; this hasn't. Bounded: the oldest are forgotten.
 */
final class Posted {

    private static final int MOST = 10_000;

    private final Map<Identity, Boolean> alerts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Identity, Boolean> eldest) {
            return size() > MOST;
        }
    };

    private record Identity(String account, String rule, String record, int ordinal) {

        static Identity of(StoredAlert stored) {
            Alert alert = stored.alert();
            return new Identity(alert.account(), alert.rule(), alert.record(), alert.ordinal());
        }
    }

    synchronized void add(Collection<StoredAlert> delivered) {
        delivered.forEach(alert -> alerts.put(Identity.of(alert), true));
    }

    synchronized List<StoredAlert> of(Collection<StoredAlert> some) {
        return some.stream()
                .filter(alert -> alerts.containsKey(Identity.of(alert)))
                .toList();
    }
}
