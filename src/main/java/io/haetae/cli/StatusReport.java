package io.haetae.cli;

import io.haetae.store.ChannelState;
import io.haetae.store.StatusQuery.AccountStatus;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** The status for a person, aligned within 80 columns, and for a program. */
final class StatusReport {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final ZoneId zone;
    private final long now;

    StatusReport(ZoneId zone, long now) {
        this.zone = zone;
        this.now = now;
    }

    void print(
            PrintWriter out,
            List<AccountStatus> accounts,
            Map<String, Integer> outbox,
            List<ChannelState> channels,
            List<String> troubles) {
        for (AccountStatus account : accounts) {
            out.println("account " + account.name());
            line(out, "last complete poll", time(account.lastComplete()));
            account.cursors().forEach((age, position) -> line(out, reading(age), behind(age, position)));
            line(out, "records", account.recordsRead() + " read, " + account.unreadable() + " unreadable");
            line(out, "rules at work", account.rules().size() + ": " + String.join(", ", account.rules()));
            if (account.lastFailure() != null) {
                line(out, "last error", time(account.lastFailureAt()));
                out.println("    " + account.lastFailure());
            }
            out.println();
        }
        out.println("outbox");
        outbox.forEach((state, count) -> line(out, state, Integer.toString(count)));
        channels.stream().filter(channel -> channel.failures() > 0).forEach(channel -> {
            line(out, "channel held until", time(channel.holdUntil()));
            out.println("    " + channel.reason());
        });
        out.println();
        if (troubles.isEmpty()) {
            out.println(Ansi.AUTO.string("@|bold,green well|@"));
        }
        troubles.forEach(trouble -> out.println(Ansi.AUTO.string("@|bold,red not well:|@ ") + trouble));
    }

    Map<String, Object> json(
            List<AccountStatus> accounts,
            Map<String, Integer> outbox,
            List<ChannelState> channels,
            List<String> troubles) {
        List<Map<String, Object>> each = new ArrayList<>();
        for (AccountStatus account : accounts) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", account.name());
            one.put("lastComplete", account.lastComplete());
            List<Map<String, Object>> readings = new ArrayList<>();
            account.cursors().forEach((age, position) -> {
                Map<String, Object> reading = new LinkedHashMap<>();
                reading.put("ageSeconds", age.toSeconds());
                reading.put("cursor", position);
                reading.put("behindMillis", late(age, position));
                readings.add(reading);
            });
            one.put("readings", readings);
            one.put("recordsRead", account.recordsRead());
            one.put("unreadable", account.unreadable());
            one.put("unreadableLast24h", account.unreadableOfLate());
            one.put("lastStatus", account.lastStatus());
            one.put("lastFailure", account.lastFailure());
            one.put("lastFailureAt", account.lastFailureAt());
            one.put("rules", account.rules());
            each.add(one);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("well", troubles.isEmpty());
        all.put("troubles", troubles);
        all.put("accounts", each);
        all.put("outbox", outbox);
        all.put("heldChannels", channels.stream().filter(c -> c.failures() > 0).toList());
        return all;
    }

    private static void line(PrintWriter out, String name, String value) {
        out.printf("  %-20s %s%n", name, value);
    }

    private static String reading(Duration age) {
        return age.isZero() ? "head" : "sweep of " + Ago.of(age.toMillis()).replaceAll(" 0 (h|min|s)$", "");
    }

    private long late(Duration age, long position) {
        return Math.max(0, now - age.toMillis() - position);
    }

    private String behind(Duration age, long position) {
        return time(position) + "  " + Ago.of(late(age, position)) + " behind";
    }

    private String time(Long millis) {
        return millis == null ? "never" : TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    }
}
