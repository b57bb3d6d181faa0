package io.haetae.cli;

import io.haetae.config.Durations;
import io.haetae.store.Condition;
import io.haetae.store.WatchStatus;
import io.haetae.store.WatchStatus.AccountStatus;
import io.haetae.store.WatchStatus.ChannelStatus;
import io.haetae.store.WatchStatus.CursorStatus;
import io.haetae.store.WatchStatus.RuleStatus;
import io.haetae.tracer.TracerFailure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@link WatchStatus} for people, within 80 columns but for the last line. */
final class StatusText {

    private static final int LABEL = 20;
    private static final int WIDTH = 80;

    private final PrintWriter out;
    private final Times times;
    private final Words words;
    private final ConditionWords conditions;
    private final Map<String, Path> folders;
    private final Paint paint;
    private final long now;

    /** @param folders rule id to the folder that it is in; empty if there is one folder */
    StatusText(
            PrintWriter out,
            Times times,
            Words words,
            ConditionWords conditions,
            Map<String, Path> folders,
            Paint paint,
            long now) {
        this.out = out;
        this.times = times;
        this.words = words;
        this.conditions = conditions;
        this.folders = folders;
        this.paint = paint;
        this.now = now;
    }

    void print(WatchStatus status, WatchProcess process, List<String> complaints) {
        out.println(words.of("cli.status.at", times.withOffset(now), times.zone()));
        out.println(paint.strong(words.of("cli.status.watch")) + "  " + words.of(process.text()));
        for (AccountStatus account : status.accounts()) {
            account(account);
            conditions(account, status);
        }
        out.println(paint.strong(words.of("cli.status.outbox")));
        line(
                words.of("cli.status.alerts"),
                words.of(
                        "cli.status.alerts.counts",
                        status.outbox().get("waiting"),
                        status.outbox().get("sending"),
                        status.outbox().get("dead"),
                        status.outbox().get("sent")));
        status.channels().forEach(this::channel);
        out.println();
        verdict(process, complaints);
    }

    /** On one line for who greps for it; folded for who sees it. */
    private void verdict(WatchProcess process, List<String> complaints) {
        if (complaints.isEmpty()) {
            boolean idle = Boolean.FALSE.equals(process.running());
            out.println(paint.good(words.of(idle ? "cli.status.so-far" : "cli.status.well")));
            return;
        }
        String all = Columns.plain(String.join("; ", complaints));
        String title = words.of("cli.status.not-well") + " ";
        int width = Columns.width(title);
        String start = paint.bad(title);
        for (String line : paint.colour() ? Columns.fold(all, WIDTH - width) : List.of(all)) {
            out.println(start + line);
            start = " ".repeat(width);
        }
    }

    private void conditions(AccountStatus account, WatchStatus status) {
        for (Condition condition : account.open(status)) {
            bad(condition.kind(), words.of("cli.status.since", ago(condition.since(), account.tracers(now))));
            line("", conditions.of(condition, status));
        }
    }

    private void account(AccountStatus account) {
        long tracers = account.tracers(now);
        out.println(paint.strong(words.of("cli.status.account", account.name())));
        line(
                words.of("cli.status.last-complete"),
                account.lastComplete() == null ? words.of("cli.status.none") : ago(account.lastComplete(), tracers));
        if (account.lastStatus() != null) {
            line(words.of("cli.status.last-answer"), account.lastStatus().toString());
        }
        if (account.lastFailure() != null) {
            line(
                    words.of("cli.status.last-error"),
                    account.lastFailureAt() == null ? "" : ago(account.lastFailureAt(), now));
            if (healed(account)) {
                line("", words.of("cli.status.before"));
            }
            line("", words.of(TracerFailure.text(account.lastFailure())));
        }
        if (account.notBefore() > now) {
            line(words.of("cli.status.wait"), words.of("cli.status.until", times.show(account.notBefore())));
        }
        line(
                words.of("cli.status.records"),
                words.of(
                        account.unreadable() == 0 ? "cli.status.records.read" : "cli.status.records.unreadable",
                        account.recordsRead(),
                        account.unreadable(),
                        account.unreadableLastDay()));
        account.cursors().forEach(cursor -> cursor(cursor, tracers));
        List<String> rules = account.rules().stream().map(RuleStatus::id).toList();
        line(
                words.of("cli.status.rules"),
                rules.isEmpty()
                        ? words.of("cli.status.none")
                        : words.of("cli.status.rules.names", rules.size(), RuleWords.of(rules, folders, words)));
    }

    /** The one is by the tracer's clock, the other by ours. */
    private static boolean healed(AccountStatus account) {
        return account.lastFailureAt() != null
                && account.lastComplete() != null
                && account.tracers(account.lastFailureAt()) < account.lastComplete();
    }

    private void cursor(CursorStatus cursor, long tracers) {
        String reading = cursor.head() ? "head" : "sweep " + Durations.format(Duration.ofMillis(cursor.age()));
        String behind = words.of("cli.status.behind", Times.rough(cursor.behind(tracers)));
        line(reading, times.show(cursor.position()) + "   " + behind);
    }

    private void channel(ChannelStatus channel) {
        if (channel.holdUntil() > now) {
            bad(words.of("cli.status.channel"), words.of("cli.status.held", times.show(channel.holdUntil())));
        }
        if (channel.failures() > 0) {
            line(
                    words.of("cli.status.failures"),
                    channel.since() == null
                            ? words.of("cli.status.in-a-row", channel.failures())
                            : words.of("cli.status.in-a-row.since", channel.failures(), times.show(channel.since())));
        }
        if (channel.reason() != null && (channel.holdUntil() > now || channel.failures() > 0)) {
            line("", channel.reason());
        }
    }

    private String ago(long then, long now) {
        return times.show(then) + "   " + words.of("cli.status.ago", Times.rough(now - then));
    }

    private void line(String label, String text) {
        lines("  " + Columns.pad(label, LABEL), text);
    }

    private void bad(String label, String text) {
        lines("  " + paint.bad(Columns.pad(label, LABEL)), text);
    }

    /** With what doesn't fit on lines of its own, below. */
    private void lines(String first, String text) {
        String start = first;
        for (String folded : Columns.fold(Columns.plain(text), WIDTH - 2 - LABEL)) {
            out.println((start + folded).stripTrailing());
            start = " ".repeat(2 + LABEL);
        }
    }
}
