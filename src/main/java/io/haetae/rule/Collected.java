package io.haetae.rule;

import io.haetae.store.Alert;
import java.util.ArrayList;
import java.util.List;

/** The alerts that rules raised over one page, in the order of the records; they are stored after the rules returned. */
public final class Collected {

    /** The exchange property under which a page's alerts travel. */
    public static final String PROPERTY = "haetaeCollected";

    private final List<Alert> alerts = new ArrayList<>();

    void add(Alert alert) {
        alerts.add(alert);
    }

    public List<Alert> alerts() {
        return List.copyOf(alerts);
    }
}
