package io.haetae.cli;

import io.haetae.store.WatchStatus;
import io.haetae.store.WatchStatus.AccountStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether the watch is well, and if not, why, in words. */
final class Health {

    private static final long TOO_LONG = Duration.ofMinutes(5).toMillis();

    private Health() {}

    /** Empty if it is well. */
    static List<String> complaints(WatchStatus status, long now) {
        List<String> complaints = new ArrayList<>();
        if (status.accounts().isEmpty()) {
            complaints.add("nothing has been polled yet");
        }
        for (AccountStatus account : status.accounts()) {
            String of = status.accounts().size() == 1 ? "" : "account " + account.name() + ": ";
            account(account, now).forEach(complaint -> complaints.add(of + complaint));
        }
        long dead = status.outbox().getOrDefault("dead", 0L);
        if (dead > 0) {
            complaints.add((dead == 1 ? "1 alert is" : dead + " alerts are") + " dead: see alerts list --state dead");
        }
        return complaints;
    }

    private static List<String> account(AccountStatus account, long now) {
        List<String> complaints = new ArrayList<>();
        if (account.lastComplete() == null) {
            complaints.add("no poll has been complete yet");
        } else if (now - account.lastComplete() > TOO_LONG) {
            complaints.add("the last complete poll was " + Times.rough(now - account.lastComplete()) + " ago");
        }
        Integer answer = account.lastStatus();
        if (answer != null && (answer == 401 || answer == 403)) {
            complaints.add("the tracer refuses the " + (answer == 401 ? "keys" : "access") + " (" + answer + ")");
        }
        long unreadable = account.unreadableLastDay();
        if (unreadable > 0) {
            complaints.add((unreadable == 1 ? "1 record" : unreadable + " records")
                    + " of the last 24 hours could not be understood");
        }
        return complaints;
    }
}
