package io.haetae.deliver;

import io.haetae.store.StoredAlert;
import java.util.List;

/** The alerts of one payload, which are {@code sending}. */
public record Claim(String channel, List<StoredAlert> alerts) {

    public Claim {
        alerts = List.copyOf(alerts);
    }

    public List<Long> ids() {
        return alerts.stream().map(StoredAlert::id).toList();
    }
}
