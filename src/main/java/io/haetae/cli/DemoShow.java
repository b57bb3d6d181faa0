package io.haetae.cli;

import io.haetae.sandbox.DemoStory;
import io.haetae.sandbox.SlackPost;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The demo in a terminal of 96 columns: what happens, and each Slack message as it arrives. */
final class DemoShow {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int WIDTH = 96;
    private static final String BLANK = " ".repeat("hh:mm:ss  Slack ".length());

    private final PrintWriter out;
    private final Paint paint;
    private final ZoneId zone;
    private final Iterator<DemoStory.Moment> moments;
    private DemoStory.Moment next;
    private int postsShown;

    DemoShow(PrintWriter out, Paint paint, ZoneId zone, DemoStory story) {
        this.out = out;
        this.paint = paint;
        this.zone = zone;
        this.moments = story.moments().iterator();
        this.next = moments.next();
    }

    void begins(String version, String length) {
        out.println();
        out.println(paint.strong(version + ": " + length + " in the life of one NAVER Cloud account"));
        out.println();
        out.println("Tracer and Slack are stand-ins in this process, on loopback: no credentials, nothing leaves");
        out.println("the machine, nothing is left behind. Routes, rules and store are the real ones, with seconds");
        out.println("in place of minutes: a poll every 2 s, overlap 3 s, sweeps every 2 s at ages of 5 s and 10 s.");
        out.println();
        out.println(paint.faint("            ·     what happens in the account (times in " + zone + ")"));
        out.println(paint.faint("          Slack   what people see"));
        out.println();
    }

    /** Whatever has come to pass since the last call. */
    void goesOn(Instant now, List<SlackPost> posts) {
        while (next != null && !next.at().isAfter(now)) {
            out.println(paint.faint(time(next.at()) + "    ·     " + next.text()));
            next = moments.hasNext() ? moments.next() : null;
        }
        for (; postsShown < posts.size(); postsShown++) {
            show(posts.get(postsShown));
        }
    }

    private void show(SlackPost post) {
        List<SlackAlert> alerts = SlackAlert.in(post);
        String begin = time(post.at()) + "  Slack ";
        if (!post.shown()) {
            out.println(begin + "  "
                    + paint.bad("refuses " + (alerts.size() == 1 ? "an alert" : alerts.size() + " alerts")
                            + " (429, Retry-After 2 s)")
                    + ": kept in the store, told later");
            return;
        }
        for (SlackAlert alert : alerts) {
            String bar = paint.severity(alert.severity(), "┃ ");
            String word = alert.severity().word().toUpperCase(Locale.ROOT);
            out.println(begin
                    + bar
                    + paint.severity(alert.severity(), word)
                    + (alert.late() == null ? "" : paint.strong("  LATE: " + alert.late())));
            Columns.fold(Columns.plain(alert.text()), WIDTH - BLANK.length() - 2)
                    .forEach(line -> out.println(BLANK + bar + line));
            begin = BLANK;
        }
    }

    /**
     * @param read by the store's count
     * @param held records that the tracer holds
     */
    void ends(DemoTally tally, long read, int held, List<SlackPost> posts) {
        long refused = posts.stream().filter(post -> !post.shown()).count();
        out.println();
        line("read", read, "records, most of the tracer's " + number(held) + " more than once: overlap and sweeps");
        line("matched", tally.matched(), "counted from the story itself, not by the rules");
        line(
                "told",
                tally.told(),
                "in " + (posts.size() - refused) + " Slack messages, past " + refused
                        + (refused == 1 ? " refusal" : " refusals"));
        line("late", tally.late(), "found by a sweep: no poll would have looked there again");
        checked("repeated", tally.repeated());
        checked("lost", tally.lost());
        if (tally.strange() > 0) {
            checked("untrue", tally.strange());
        }
        out.println();
        out.println(
                tally.asPromised()
                        ? paint.good("Each of them was told, each once.") + " For real: bin/haetae run (see README.md)."
                        : paint.bad("That is not what Haetae promises."));
        out.println();
    }

    private void line(String word, long number, String note) {
        out.println(
                "  " + Columns.pad(word, 9) + String.format(Locale.ROOT, "%,7d", number) + "   " + paint.faint(note));
    }

    private void checked(String word, int number) {
        String text = "  " + Columns.pad(word, 9) + String.format(Locale.ROOT, "%,7d", number);
        out.println(number == 0 ? paint.good(text) : paint.bad(text));
    }

    private static String number(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }
}
