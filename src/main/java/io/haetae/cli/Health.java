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
record Health(WatchStatus status, Duration blindAfter, long now, Words words) {

    /** A channel that has been held for longer needs a person. */
    private static final long HELD = Duration.ofMinutes(5).toMillis();

    /** Empty if it is well. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        if (status.accounts().isEmpty()) {
            complaints.add(words.of("cli.health.never"));
        }
        for (AccountStatus account : status.accounts()) {
            boolean one = status.accounts().size() == 1;
            account(account)
                    .forEach(complaint -> complaints.add(
                            one ? complaint : words.of("cli.health.of-account", account.name(), complaint)));
        }
        for (ChannelStatus channel : status.channels()) {
            if (channel.heldFor(now) > HELD) {
                complaints.add(words.of("cli.health.slack", Times.rough(channel.heldFor(now))));
            }
        }
        long dead = status.outbox().getOrDefault("dead", 0L);
        if (dead > 0) {
            complaints.add(words.of("cli.health.dead", dead));
        }
        return complaints;
    }

    private List<String> account(AccountStatus account) {
        List<String> complaints = new ArrayList<>();
        List<String> open =
                account.open(status).stream().map(Condition::kind).distinct().toList();
        if (!open.isEmpty()) {
            complaints.add(words.of("cli.health.open", String.join(", ", open)));
        }
        if (account.lastComplete() == null) {
            complaints.add(words.of("cli.health.incomplete"));
        } else if (account.tracers(now) - account.lastComplete() > blindAfter.toMillis()) {
            complaints.add(words.of("cli.health.late", Times.rough(account.tracers(now) - account.lastComplete())));
        }
        Integer answer = account.lastStatus();
        if (answer != null && (answer == 401 || answer == 403)) {
            complaints.add(words.of(answer == 401 ? "cli.health.keys" : "cli.health.access"));
        }
        long unreadable = account.unreadableLastDay();
        if (unreadable > 0) {
            complaints.add(words.of("cli.health.unreadable", unreadable));
        }
        return complaints;
    }
}
