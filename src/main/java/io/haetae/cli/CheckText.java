package io.haetae.cli;

import io.haetae.check.Day;
import io.haetae.check.Kinds;
import io.haetae.check.Kinds.Kind;
import io.haetae.check.Link;
import io.haetae.config.Text;
import java.io.PrintWriter;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A check for people: within 80 columns, each line as soon as it is known. */
final class CheckText extends CheckTold {

    private static final int WIDTH = 80;
    private static final int STATE = 9;
    private static final int NAME = 15;
    private static final int TEXT = 2 + STATE + NAME;
    private static final int COUNT = 7;
    private static final int USER = 6;
    private static final int PRODUCT = 20;
    private static final int TYPE = 16;

    private final PrintWriter out;
    private final Paint paint;
    private final Words words;

    CheckText(PrintWriter out, Paint paint, Words words) {
        this.out = out;
        this.paint = paint;
        this.words = words;
    }

    @Override
    public void part(Text name, Text title) {
        super.part(name, title);
        out.println(paint.strong(words.of(title)));
        out.flush();
    }

    @Override
    public void link(Link link) {
        super.link(link);
        String state = Columns.pad(words.of("cli.check." + link.state()), STATE);
        String start = "  " + painted(link.state(), state) + Columns.pad(words.of(link.title()), NAME);
        for (String line : Columns.fold(Columns.plain(words.of(link.text())), WIDTH - TEXT)) {
            out.println((start + line).stripTrailing());
            start = " ".repeat(TEXT);
        }
        if (link.todo() != null) {
            String arrow = "→ ";
            for (String line : Columns.fold(Columns.plain(words.of(link.todo())), WIDTH - TEXT - 2)) {
                out.println(" ".repeat(TEXT) + arrow + line);
                arrow = "  ";
            }
        }
        out.flush();
    }

    private String painted(Link.State state, String text) {
        return switch (state) {
            case OK -> paint.good(text);
            case FAILED -> paint.bad(text);
            case SKIPPED -> paint.faint(text);
        };
    }

    @Override
    public void day(String account, Day day, Kinds kinds) {
        String logins = kinds.rootLogins() > 0
                ? words.of("cli.check.logins.seen", kinds.rootLogins())
                : words.of("cli.check.logins.none");
        fact("cli.check.logins", logins);
        if (kinds.unreadable() > 0) {
            fact("cli.check.unreadable", words.of("cli.check.unreadable.some", kinds.unreadable()));
        }
        if (kinds.unheard() != null && !kinds.unheard().isEmpty()) {
            fact("cli.check.unheard", String.join(", ", kinds.unheard()));
        }
        if (!kinds.kinds().isEmpty()) {
            table(kinds.kinds());
        }
        out.flush();
    }

    /** Neither well nor not. */
    private void fact(String key, String text) {
        String start = "  " + " ".repeat(STATE) + Columns.pad(words.of(key), NAME);
        for (String line : Columns.fold(Columns.plain(text), WIDTH - TEXT)) {
            out.println(start + line);
            start = " ".repeat(TEXT);
        }
    }

    private void table(List<Kind> kinds) {
        String[] titles = {words.of("cli.check.product"), words.of("cli.check.type"), words.of("cli.check.action")};
        int product = width(kinds.stream().map(Kind::product).toList(), titles[0], PRODUCT);
        int type = width(kinds.stream().map(Kind::resourceType).toList(), titles[1], TYPE);
        int rest = WIDTH - 2 - COUNT - USER - product - type - 8;
        int[] widths = {product, type, width(kinds.stream().map(Kind::action).toList(), titles[2], rest)};
        String count = words.of("cli.check.count");
        out.println();
        out.println(paint.strong("  " + " ".repeat(COUNT - Columns.width(count)) + count + "  "
                + Columns.pad(titles[0], widths[0]) + "  "
                + Columns.pad(titles[1], widths[1]) + "  "
                + Columns.pad(titles[2], widths[2]) + "  "
                + words.of("cli.check.user")));
        for (Kind kind : kinds) {
            String line = "  " + ("%," + COUNT + "d").formatted(kind.count()) + "  "
                    + cell(kind.product(), widths[0]) + "  "
                    + cell(kind.resourceType(), widths[1]) + "  "
                    + cell(kind.action(), widths[2]) + "  "
                    + Columns.cut(shown(kind.user()), USER);
            out.println(line.stripTrailing());
            if (!kind.rules().isEmpty()) {
                String start = "  " + " ".repeat(COUNT + 2) + "→ ";
                String rules = String.join(", ", new TreeSet<>(kind.rules()));
                for (String folded : Columns.fold(rules, WIDTH - COUNT - 6)) {
                    out.println(start + paint.good(folded));
                    start = " ".repeat(COUNT + 6);
                }
            }
        }
        out.println();
    }

    private static int width(List<String> values, String title, int most) {
        int widest = values.stream()
                .mapToInt(value -> Columns.width(shown(value)))
                .max()
                .orElse(0);
        return Math.min(most, Math.max(widest, Columns.width(title)));
    }

    private static String cell(String value, int width) {
        return Columns.pad(Columns.cut(shown(value), width), width);
    }

    private static String shown(String value) {
        return value == null || value.isBlank() ? "-" : Columns.plain(value);
    }

    @Override
    void ends(PrintWriter unused) {
        out.println();
        if (failed().isEmpty()) {
            out.println(paint.good(words.of("cli.check.well")));
        } else {
            String title = words.of("cli.check.failed") + " ";
            String start = paint.bad(title);
            String all = failed().stream().map(words::of).collect(Collectors.joining("; "));
            for (String line : Columns.fold(all, WIDTH - Columns.width(title))) {
                out.println(start + line);
                start = " ".repeat(Columns.width(title));
            }
        }
        out.flush();
    }
}
