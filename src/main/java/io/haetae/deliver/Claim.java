package io.haetae.deliver;

import io.haetae.store.StoredAlert;
import java.util.List;

/**
 * The alerts of one payload, which are {@code sending}.
 *
 * @param kinds what goes to the channel, as {@code Outbox.kind}
 */
public record Claim(String channel, List<String> kinds, List<StoredAlert> alerts) {

    public Claim {
        kinds = List.copyOf(kinds);
        alerts = List.copyOf(alerts);
    }

    public List<Long> ids() {
        return alerts.stream().map(StoredAlert::id).toList();
    }
}
