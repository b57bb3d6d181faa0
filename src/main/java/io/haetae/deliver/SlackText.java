package io.haetae.deliver;

/** Data as Slack's text: nothing in it pings, links, disguises or breaks out. */
public final class SlackText {

    private static final String CUT = "…";

    private SlackText() {}

    /**
     * Escaped, without control and bidirectional characters, and cut: the end is then a {@code …}, never half an
     * entity or half a surrogate pair.
     *
     * @param limit in UTF-16 units after escaping, at least 1
     */
    public static String of(String data, int limit) {
        StringBuilder text = new StringBuilder();
        int cutAt = 0; // the longest beginning that leaves room for the mark
        for (int i = 0; i < data.length() && text.length() <= limit; ) {
            int c = data.codePointAt(i);
            i += Character.charCount(c);
            append(text, c);
            if (text.length() <= limit - CUT.length()) {
                cutAt = text.length();
            }
        }
        if (text.length() > limit) {
            text.setLength(cutAt);
            text.append(CUT);
        }
        return text.toString();
    }

    /** Without control and bidirectional characters, but not escaped: for a log or a terminal. */
    public static String plain(String data) {
        StringBuilder text = new StringBuilder(data.length());
        data.codePoints().filter(c -> !isStripped(c)).forEach(c -> text.appendCodePoint(sound(c)));
        return text.toString();
    }

    private static void append(StringBuilder text, int c) {
        if (isStripped(c)) {
            return;
        }
        switch (c) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            default -> text.appendCodePoint(sound(c));
        }
    }

    private static boolean isStripped(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t' || isBidirectional(c);
    }

    /** The marks, embeddings, overrides and isolates of Unicode's bidirectional algorithm. */
    private static boolean isBidirectional(int c) {
        return c == 0x061C || c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    }

    /** Half a surrogate pair can't be encoded. */
    private static int sound(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c;
    }
}
