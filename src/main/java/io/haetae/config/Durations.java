package io.haetae.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 30s}, {@code 5m}, {@code 24h}, {@code 7d}, {@code 1h30m}. */
public final class Durations {

    // six digits reach 2,700 years in days and keep every sum of milliseconds inside a long
    private static final Pattern FORM =
            Pattern.compile("(?=\\d)(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

    private static final Pattern PART = Pattern.compile("(\\d+)([dhms])");

    private Durations() {}

    /** Throws {@code IllegalArgumentException} for anything else, a number without a unit included. */
    public static Duration parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException("\"" + text + "\" is no duration"));
    }

    /** As {@link #parse}, but empty for anything else. */
    public static Optional<Duration> find(String text) {
        Matcher parts = FORM.matcher(text);
        return parts.matches()
                ? Optional.of(Duration.ofDays(number(parts.group(1)))
                        .plusHours(number(parts.group(2)))
                        .plusMinutes(number(parts.group(3)))
                        .plusSeconds(number(parts.group(4))))
                : Optional.empty();
    }

    /** The other way round, to the second; up to two days in hours, as in {@code 24h}. */
    public static String format(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds <= 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        long days = seconds < 2 * 86_400 ? 0 : seconds / 86_400;
        append(text, days, 'd');
        append(text, (seconds - days * 86_400) / 3_600, 'h');
        append(text, seconds % 3_600 / 60, 'm');
        append(text, seconds % 60, 's');
        return text.toString();
    }

    /** As {@link #format}, for people. */
    public static Text text(Duration duration) {
        return PART.matcher(format(duration))
                .results()
                .map(part -> Text.of("config.span." + part.group(2), part.group(1)))
                .reduce((one, next) -> Text.of("config.span", one, next))
                .orElseThrow();
    }

    private static void append(StringBuilder text, long number, char unit) {
        if (number > 0) {
            text.append(number).append(unit);
        }
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
