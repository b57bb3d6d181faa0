package io.haetae.cli;

import io.haetae.store.StatusQuery.AccountStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What makes a watch unwell. */
final class Health {

    private static final Duration BLIND_AFTER = Duration.ofMinutes(5);

    private Health() {}

    /** A line each, in plain words; none if all is well. Now: epoch milliseconds, UTC. */
    static List<String> troubles(List<AccountStatus> accounts, Map<String, Integer> outbox, long now) {
        List<String> troubles = new ArrayList<>();
        if (accounts.isEmpty()) {
            troubles.add("no account has been polled yet");
        }
        for (AccountStatus account : accounts) {
            if (account.lastComplete() == null) {
                troubles.add(account.name() + ": there has been no complete poll yet");
            } else if (now - account.lastComplete() > BLIND_AFTER.toMillis()) {
                troubles.add(account.name() + ": the last complete poll was "
                        + Ago.of(now - account.lastComplete()) + " ago: the watch is blind or not running");
            }
            if (account.lastStatus() != null && (account.lastStatus() == 401 || account.lastStatus() == 403)) {
                troubles.add(account.name() + ": the tracer refuses the key: " + account.lastFailure());
            }
            if (account.unreadableOfLate() > 0) {
                troubles.add(account.name() + ": " + account.unreadableOfLate()
                        + " record(s) of the last 24 hours can't be understood");
            }
        }
        int dead = outbox.getOrDefault("dead", 0);
        if (dead > 0) {
            troubles.add(dead + " dead letter(s): see 'haetae alerts list --state dead', then 'haetae alerts replay --all'");
        }
        return troubles;
    }
}
