package io.haetae.cli;

import io.haetae.config.Durations;
import io.haetae.store.Condition;
import io.haetae.store.WatchStatus;
import io.haetae.store.WatchStatus.AccountStatus;
import io.haetae.store.WatchStatus.ChannelStatus;
import io.haetae.store.WatchStatus.CursorStatus;
import io.haetae.store.WatchStatus.RuleStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@link WatchStatus} for people, within 80 columns but for the last line. */
final class StatusText {

    private static final int LABEL = 20;
    private static final int WIDTH = 80;
    private static final String NOT_WELL = "not well: ";

    private final PrintWriter out;
    private final Times times;
    private final ConditionWords words;
    private final Map<String, Path> folders;
    private final Paint paint;
    private final long now;

    /** @param folders rule id to the folder that it is in; empty if there is one folder */
    StatusText(PrintWriter out, Times times, ConditionWords words, Map<String, Path> folders, Paint paint, long now) {
        this.out = out;
        this.times = times;
        this.words = words;
        this.folders = folders;
        this.paint = paint;
        this.now = now;
    }

    void print(WatchStatus status, WatchProcess process, List<String> complaints) {
        out.println("status at " + times.withOffset(now) + ", " + times.zone());
        out.println(paint.strong("watch") + "  " + process.words());
        for (AccountStatus account : status.accounts()) {
            account(account);
            conditions(account, account.open(status));
        }
        out.println(paint.strong("outbox"));
        line(
                "alerts",
                "%,d waiting, %,d sending, %,d dead, %,d sent"
                        .formatted(
                                status.outbox().get("waiting"),
                                status.outbox().get("sending"),
                                status.outbox().get("dead"),
                                status.outbox().get("sent")));
        status.channels().forEach(this::channel);
        out.println();
        verdict(complaints);
    }

    /** On one line for who greps for it; folded for who sees it. */
    private void verdict(List<String> complaints) {
        if (complaints.isEmpty()) {
            out.println(paint.good("well"));
            return;
        }
        String all = Columns.plain(String.join("; ", complaints));
        String start = paint.bad(NOT_WELL);
        for (String line : paint.colour() ? Columns.fold(all, WIDTH - NOT_WELL.length()) : List.of(all)) {
            out.println(start + line);
            start = " ".repeat(NOT_WELL.length());
        }
    }

    private void conditions(AccountStatus account, List<Condition> open) {
        for (Condition condition : open) {
            bad(condition.kind(), "since " + ago(condition.since(), account.tracers(now)));
            line("", words.of(condition));
        }
    }

    private void account(AccountStatus account) {
        long tracers = account.tracers(now);
        out.println(paint.strong("account " + account.name()));
        line("last complete poll", account.lastComplete() == null ? "none" : ago(account.lastComplete(), tracers));
        if (account.lastStatus() != null) {
            line("last answer", account.lastStatus().toString());
        }
        if (account.lastFailure() != null) {
            line("last error", account.lastFailureAt() == null ? "" : ago(account.lastFailureAt(), now));
            if (healed(account)) {
                line("", "(before the last complete poll)");
            }
            line("", account.lastFailure());
        }
        if (account.notBefore() > now) {
            line("asked to wait", "until " + times.show(account.notBefore()));
        }
        String unreadable = account.unreadable() == 0
                ? "none unreadable"
                : "%,d unreadable (%,d in the last 24 hours)"
                        .formatted(account.unreadable(), account.unreadableLastDay());
        line("records", "%,d read, ".formatted(account.recordsRead()) + unreadable);
        account.cursors().forEach(cursor -> cursor(cursor, tracers));
        List<String> rules = account.rules().stream().map(RuleStatus::id).toList();
        line("rules", rules.isEmpty() ? "none" : rules.size() + ": " + RuleWords.of(rules, folders));
    }

    /** The one is by the tracer's clock, the other by ours. */
    private static boolean healed(AccountStatus account) {
        return account.lastFailureAt() != null
                && account.lastComplete() != null
                && account.tracers(account.lastFailureAt()) < account.lastComplete();
    }

    private void cursor(CursorStatus cursor, long tracers) {
        String reading = cursor.head() ? "head" : "sweep " + Durations.format(Duration.ofMillis(cursor.age()));
        line(reading, times.show(cursor.position()) + "   " + Times.rough(cursor.behind(tracers)) + " behind");
    }

    private void channel(ChannelStatus channel) {
        if (channel.holdUntil() > now) {
            bad("channel", "held until " + times.show(channel.holdUntil()));
        }
        if (channel.failures() > 0) {
            line(
                    "channel failures",
                    channel.failures() + " in a row"
                            + (channel.since() == null ? "" : " since " + times.show(channel.since())));
        }
        if (channel.reason() != null && (channel.holdUntil() > now || channel.failures() > 0)) {
            line("", channel.reason());
        }
    }

    private String ago(long then, long now) {
        return times.show(then) + "   " + Times.rough(now - then) + " ago";
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
