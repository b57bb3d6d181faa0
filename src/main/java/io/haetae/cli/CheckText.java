package io.haetae.cli;

import io.haetae.check.Day;
import io.haetae.check.Kinds;
import io.haetae.check.Kinds.Kind;
import io.haetae.check.Link;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

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

    CheckText(PrintWriter out, Paint paint) {
        this.out = out;
        this.paint = paint;
    }

    @Override
    public void part(String title) {
        super.part(title);
        out.println(paint.strong(title));
        out.flush();
    }

    @Override
    public void link(Link link) {
        super.link(link);
        String state = Columns.pad(link.state().name().toLowerCase(Locale.ROOT), STATE);
        String start = "  " + painted(link.state(), state) + Columns.pad(link.name(), NAME);
        for (String line : Columns.fold(Columns.plain(link.text()), WIDTH - TEXT)) {
            out.println((start + line).stripTrailing());
            start = " ".repeat(TEXT);
        }
        if (link.todo() != null) {
            String arrow = "→ ";
            for (String line : Columns.fold(Columns.plain(link.todo()), WIDTH - TEXT - 2)) {
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
                ? "%,d seen: they are recorded".formatted(kinds.rootLogins())
                : "none seen: log in as root once, wait some minutes, check again";
        fact("root logins", logins);
        if (kinds.unreadable() > 0) {
            fact("unreadable", "%,d records can't be understood".formatted(kinds.unreadable()));
        }
        if (kinds.unheard() != null && !kinds.unheard().isEmpty()) {
            fact("heard nothing", String.join(", ", kinds.unheard()));
        }
        if (!kinds.kinds().isEmpty()) {
            table(kinds.kinds());
        }
        out.flush();
    }

    /** Neither well nor not. */
    private void fact(String name, String text) {
        String start = "  " + " ".repeat(STATE) + Columns.pad(name, NAME);
        for (String line : Columns.fold(Columns.plain(text), WIDTH - TEXT)) {
            out.println(start + line);
            start = " ".repeat(TEXT);
        }
    }

    private void table(List<Kind> kinds) {
        int product = width(kinds.stream().map(Kind::product).toList(), "PRODUCT", PRODUCT);
        int type = width(kinds.stream().map(Kind::resourceType).toList(), "TYPE", TYPE);
        int rest = WIDTH - 2 - COUNT - USER - product - type - 8;
        int[] widths = {product, type, width(kinds.stream().map(Kind::action).toList(), "ACTION", rest)};
        out.println();
        out.println(paint.strong("  " + " ".repeat(COUNT - 5) + "COUNT  "
                + Columns.pad("PRODUCT", widths[0]) + "  "
                + Columns.pad("TYPE", widths[1]) + "  "
                + Columns.pad("ACTION", widths[2]) + "  USER"));
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
        return Math.min(most, Math.max(widest, title.length()));
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
            out.println(paint.good("all is well"));
        } else {
            String start = paint.bad("failed: ");
            for (String line : Columns.fold(String.join("; ", failed()), WIDTH - 8)) {
                out.println(start + line);
                start = " ".repeat(8);
            }
        }
        out.flush();
    }
}
