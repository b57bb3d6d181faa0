package io.haetae.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds what somebody may have meant. */
public final class Nearest {

    private Nearest() {}

    /** {@code did you mean …?} for a slip of a few letters, else where the names are to be found. */
    static Text suggestion(String name, Collection<String> known) {
        return suggestion(name, known, Text.of("config.lists-them"));
    }

    /** @param otherwise where the names are to be found */
    public static Text suggestion(String name, Collection<String> known, Text otherwise) {
        return known.stream()
                .min(Comparator.comparingInt(candidate -> distance(plain(name), plain(candidate))))
                .filter(nearest -> distance(plain(name), plain(nearest)) <= 3)
                .map(nearest -> Text.of("config.did-you-mean", nearest))
                .orElse(otherwise);
    }

    // pollCron, poll_cron and poll-cron are one name
    private static String plain(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replaceAll("[-_.]", "");
    }

    /** Levenshtein's: letters put in, left out or changed. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
