package io.haetae.config;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what somebody else says, as a gateway may repeat the request that it refuses: in its JSON, its
 * HTML or an address, so that a signature's {@code /} comes as {@code \/}, {@code &#x2F;} or {@code %2F}. To be asked
 * before a text is cut: of a secret that the cut parts, nobody can find the rest.
 */
public final class Hiding {

    public static final Hiding NOTHING = new Hiding(List.of());

    /** An escape within an escape, as HTML in JSON; nobody nests deeper by mistake. */
    private static final int DEPTH = 4;

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([/\"'\\\\&=+]))"
            + "|%([0-7][0-9a-fA-F])"
            + "|&(?:#0{0,7}([0-9]{1,5})|#[xX]0{0,7}([0-9a-fA-F]{1,4})|(amp|sol|plus|equals|colon|period|quot|lt|gt));");

    private final List<String> secrets;

    public Hiding(Collection<String> secrets) {
        this.secrets = secrets.stream().filter(secret -> !secret.isEmpty()).toList();
    }

    /** With three stars for each, in whichever writing; null for null. */
    public String in(String text) {
        if (text == null || secrets.isEmpty()) {
            return text;
        }
        BitSet hidden = new BitSet();
        Reading reading = Reading.of(text);
        for (int depth = 0; depth <= DEPTH && reading != null; depth++) {
            for (String secret : secrets) {
                reading.find(secret, hidden);
            }
            reading = reading.unescaped();
        }
        return hidden.isEmpty() ? text : without(text, hidden);
    }

    private static String without(String text, BitSet hidden) {
        StringBuilder shown = new StringBuilder();
        for (int at = 0; at < text.length(); ) {
            int from = hidden.nextSetBit(at);
            if (from < 0) {
                return shown.append(text, at, text.length()).toString();
            }
            shown.append(text, at, from).append("***");
            at = hidden.nextClearBit(from);
        }
        return shown.toString();
    }

    /** @param begins where in the original each character begins, and where the last one ends */
    private record Reading(String text, int[] begins) {

        static Reading of(String text) {
            int[] begins = new int[text.length() + 1];
            for (int at = 0; at < begins.length; at++) {
                begins[at] = at;
            }
            return new Reading(text, begins);
        }

        void find(String secret, BitSet hidden) {
            for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
                hidden.set(begins[at], begins[at + secret.length()]);
            }
        }

        /** Null if there is no escape in it. */
        Reading unescaped() {
            Matcher escape = ESCAPE.matcher(text);
            StringBuilder plain = new StringBuilder(text.length());
            int[] from = new int[text.length() + 1];
            int at = 0;
            while (escape.find()) {
                at = copy(at, escape.start(), plain, from);
                from[plain.length()] = begins[at];
                plain.append(character(escape));
                at = escape.end();
            }
            if (at == 0) {
                return null;
            }
            copy(at, text.length(), plain, from);
            from[plain.length()] = begins[text.length()];
            return new Reading(plain.toString(), from);
        }

        private int copy(int at, int end, StringBuilder plain, int[] from) {
            System.arraycopy(begins, at, from, plain.length(), end - at);
            plain.append(text, at, end);
            return end;
        }

        private static char character(Matcher escape) {
            for (int hex : new int[] {1, 2, 4, 6}) {
                if (escape.group(hex) != null) {
                    return (char) Integer.parseInt(escape.group(hex), 16);
                }
            }
            if (escape.group(5) != null) {
                return (char) Integer.parseInt(escape.group(5));
            }
            return escape.group(3) != null ? escape.group(3).charAt(0) : named(escape.group(7));
        }

        private static char named(String name) {
            return switch (name) {
                case "amp" -> '&';
                case "sol" -> '/';
                case "plus" -> '+';
                case "equals" -> '=';
                case "colon" -> ':';
                case "period" -> '.';
                case "quot" -> '"';
                case "lt" -> '<';
                default -> '>';
            };
        }
    }
}
