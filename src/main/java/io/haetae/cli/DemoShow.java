package io.haetae.cli;

import io.haetae.config.Text;
import io.haetae.sandbox.DemoStory;
import io.haetae.sandbox.SlackPost;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** The demo in a terminal of 80 columns: what happens, and each Slack message as it arrives. */
final class DemoShow {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int WIDTH = 80;
    private static final String BLANK = " ".repeat("hh:mm:ss  Slack ".length());

    private final PrintWriter out;
    private final Paint paint;
    private final Words words;
    private final ZoneId zone;
    private final Iterator<DemoStory.Moment> moments;
    private DemoStory.Moment next;
    private int postsShown;

    DemoShow(PrintWriter out, Paint paint, Words words, ZoneId zone, DemoStory story) {
        this.out = out;
        this.paint = paint;
        this.words = words;
        this.zone = zone;
        this.moments = story.moments().iterator();
        this.next = moments.next();
    }

    void begins(String version, Text length) {
        out.println();
        out.println(paint.strong(words.of("cli.demo.title", version, length)));
        out.println();
        Columns.fold(words.of("cli.demo.intro"), WIDTH).forEach(out::println);
        out.println();
        out.println(paint.faint("            ·     " + words.of("cli.demo.happens", zone)));
        out.println(paint.faint("          Slack   " + words.of("cli.demo.people")));
        out.println();
    }

    /** Whatever has come to pass since the last call. */
    void goesOn(Instant now, List<SlackPost> posts) {
        while (next != null && !next.at().isAfter(now)) {
            String begin = time(next.at()) + "    ·     ";
            for (String line : Columns.fold(words.of(next.text()), WIDTH - begin.length())) {
                out.println(paint.faint(begin + line));
                begin = " ".repeat(begin.length());
            }
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
            String refuses = words.of("cli.demo.refuses", alerts.size());
            for (String line : Columns.fold(words.of("cli.demo.kept", refuses), WIDTH - BLANK.length() - 2)) {
                out.println(begin + "  " + line.replace(refuses, paint.bad(refuses)));
                begin = BLANK;
            }
            return;
        }
        for (SlackAlert alert : alerts) {
            String bar = paint.severity(alert.severity(), "┃ ");
            String word = alert.severity().word().toUpperCase(Locale.ROOT);
            out.println(begin
                    + bar
                    + paint.severity(alert.severity(), word)
                    + (alert.late() == null ? "" : "  " + paint.strong(words.of("cli.demo.late", alert.late()))));
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
        line("read", read, held);
        line("matched", tally.matched());
        line("told", tally.told(), posts.size() - refused, refused);
        line("delayed", tally.late());
        checked("repeated", tally.repeated());
        checked("lost", tally.lost());
        if (tally.strange() > 0) {
            checked("untrue", tally.strange());
        }
        out.println();
        out.println(
                tally.asPromised()
                        ? paint.good(words.of("cli.demo.well")) + "\n" + words.of("cli.demo.real")
                        : paint.bad(words.of("cli.demo.broken")));
        out.println();
    }

    /** @param note what stands in the note */
    private void line(String word, long number, Object... note) {
        String begin = counted(word, number) + "   ";
        int width = Columns.width(begin);
        for (String line : Columns.fold(words.of("cli.demo." + word + ".note", note), WIDTH - width)) {
            out.println(begin + paint.faint(line));
            begin = " ".repeat(width);
        }
    }

    private void checked(String word, int number) {
        String text = counted(word, number);
        out.println(number == 0 ? paint.good(text) : paint.bad(text));
    }

    private String counted(String word, long number) {
        return "  " + Columns.pad(words.of("cli.demo." + word), 9) + String.format(Locale.ROOT, "%,7d", number);
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }
}
