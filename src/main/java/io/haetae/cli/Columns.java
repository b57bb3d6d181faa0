package io.haetae.cli;

import java.util.ArrayList;
import java.util.List;

/** Text in columns of a terminal, where a Korean letter takes two. */
final class Columns {

    private Columns() {}

    /** Columns that the text takes. */
    static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    /** Filled up with blanks on the right. */
    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - width(text)));
    }

    /** Cut to at most so many columns, with {@code …} in place of the rest. */
    static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int taken = 0;
        for (int point : text.codePoints().toArray()) {
            if (taken + width(point) > width - 1) {
                break;
            }
            taken += width(point);
            cut.appendCodePoint(point);
        }
        return cut.append('…').toString();
    }

    /** Broken at blanks into lines of at most so many columns; a word that is wider stays whole. */
    static List<String> fold(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Names in records come from strangers: nothing in them may move a terminal's cursor or turn its text around. */
    static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .map(point ->
                        Character.isISOControl(point) || Character.getType(point) == Character.FORMAT ? ' ' : point)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static int width(int point) {
        int type = Character.getType(point);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return wide(point) ? 2 : 1;
    }

    /** The wide and full-width blocks of Unicode's UAX 11, roughly. */
    private static boolean wide(int point) {
        return between(point, 0x1100, 0x115F)
                || between(point, 0x2E80, 0x303E)
                || between(point, 0x3041, 0xA4CF)
                || between(point, 0xAC00, 0xD7A3)
                || between(point, 0xF900, 0xFAFF)
                || between(point, 0xFE30, 0xFE6F)
                || between(point, 0xFF00, 0xFF60)
                || between(point, 0xFFE0, 0xFFE6)
                || between(point, 0x1F300, 0x1FAFF)
                || between(point, 0x20000, 0x3FFFD);
    }

    private static boolean between(int point, int first, int last) {
        return point >= first && point <= last;
    }
}
