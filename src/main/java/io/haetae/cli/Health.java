package io.haetae.cli;

import io.haetae.store.Condition;
import io.haetae.store.WatchStatus;
import io.haetae.store.WatchStatus.AccountStatus;
import io.haetae.store.WatchStatus.ChannelStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the watch is well, and if not, why, in words. Judges by itself too what a watch that does not run can't tell.
 *
 * @param blindAfter so long without a complete poll is too long
 * @param now epoch milliseconds, UTC
 */
record Health(WatchStatus status, Duration blindAfter, long now) {

    /** A channel that has been held for longer needs a person. */
    private static final long HELD = Duration.ofMinutes(5).toMillis();

    /** Empty if it is well. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (status.accounts().isEmpty()) {
            complaints.add("nothing has been polled yet");
        }
        for (AccountStatus account : status.accounts()) {
            String of = status.accounts().size() == 1 ? "" : "account " + account.name() + ": ";
            account(account).forEach(complaint -> complaints.add(of + complaint));
        }
        for (ChannelStatus channel : status.channels()) {
            if (channel.heldFor(now) > HELD) {
                complaints.add("Slack has taken nothing for " + Times.rough(channel.heldFor(now)));
            }
        }
        long dead = status.outbox().getOrDefault("dead", 0L);
        if (dead > 0) {
            complaints.add((dead == 1 ? "1 alert is" : dead + " alerts are") + " dead: see alerts list --state dead");
        }
        return complaints;
    }

    private List<String> account(AccountStatus account) {
        List<String> complaints = new ArrayList<>();
        List<String> open =
                account.open(status).stream().map(Condition::kind).distinct().toList();
        if (!open.isEmpty()) {
            complaints.add("open: " + String.join(", ", open));
        }
        if (account.lastComplete() == null) {
            complaints.add("no poll has been complete yet");
        } else if (account.tracers(now) - account.lastComplete() > blindAfter.toMillis()) {
            complaints.add("the last complete poll was " + Times.rough(account.tracers(now) - account.lastComplete())
                    + " ago");
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
