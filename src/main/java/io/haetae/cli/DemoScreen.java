package io.haetae.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.config.Settings;
import io.haetae.sandbox.DemoStory;
import io.haetae.sandbox.SlackPost;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Help.Ansi;

/** What the demo shows: each message as Slack would, and a summary that is counted, not claimed. */
final class DemoScreen {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private final PrintWriter out;
    private final ZoneId zone;
    private final int matched;
    private final String lateName;
    private final List<String> told = new ArrayList<>();

    DemoScreen(PrintWriter out, ZoneId zone, DemoStory story) {
        this.out = out;
        this.zone = zone;
        this.matched = story.expected();
        this.lateName = story.late().json().get("resourceName").asText();
    }

    void open(Duration time, Settings settings) {
        out.println(Ansi.AUTO.string("@|bold Haetae|@ watches a made-up account for " + time.toSeconds()
                + " s. Stand-ins play the tracer and Slack, all else is real."));
        out.println("So that you needn't wait, minutes are seconds here: a poll every 2 s, an overlap of "
                + settings.overlap().toSeconds() + " s, sweeps at the ages of "
                + settings.sweepAges().stream()
                        .map(age -> age.toSeconds() + " s")
                        .collect(Collectors.joining(" and "))
                + ".");
        out.println("Slack refuses one message (429, Retry-After: 2); one record shows up "
                + DemoStory.LATENESS.toMillis() / 1000.0 + " s late.");
        out.println();
        out.flush();
    }

    synchronized void message(SlackPost post) {
        String[] lines = post.text().split("\n");
        JsonNode attachments = post.payload().path("attachments");
        for (int i = 0; i < lines.length; i++) {
            String line = shown(lines[i]);
            told.add(line);
            String late = fact(attachments.path(i), "Late");
            out.println(Ansi.AUTO.string("@|faint " + TIME.format(Instant.now().atZone(zone)) + "|@  ")
                    + severity(attachments.path(i)) + "  " + line);
            if (!late.isEmpty()) {
                out.println(" ".repeat(20) + "(late: " + late + ")");
            }
        }
        out.flush();
    }

    boolean allTold() {
        return told.size() >= matched;
    }

    /** Says whether nothing was lost or repeated. */
    synchronized boolean close(long read, int refused) {
        int distinct = Set.copyOf(told).size();
        int repeated = told.size() - distinct;
        int lost = matched - distinct;
        long late = told.stream().filter(line -> line.contains(lateName)).count();
        out.println();
        out.println("read      " + read + " records, each several times on purpose");
        out.println("matched   " + matched);
        out.println("told      " + distinct + " (Slack refused " + refused + " message(s) on the way)");
        out.println("late      " + late);
        out.println("repeated  " + repeated);
        out.println("lost      " + lost);
        out.flush();
        return repeated == 0 && lost == 0;
    }

    /** Padded, coloured on a terminal. */
    private static String severity(JsonNode attachment) {
        String word = String.format("%-8s", fact(attachment, "Severity"));
        return Ansi.AUTO.string((word.startsWith("critical") ? "@|bold,red " : "@|yellow ") + word + "|@");
    }

    /** Empty if the message does not give it. */
    private static String fact(JsonNode attachment, String title) {
        for (JsonNode field : attachment.path("fields")) {
            if (field.path("title").asText().equals(title)) {
                return field.path("value").asText();
            }
        }
        return "";
    }

    /** As Slack shows it. */
    private static String shown(String wire) {
        return wire.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
