package io.haetae.deliver;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Slack's answer to a payload, or what there is instead of one.
 *
 * @param status of HTTP, 0 without an answer
 * @param reason for people: the status and the beginning of the body, or what went wrong; without a secret
 * @param retryAfter the header as it came (seconds or an HTTP date), or null
 */
public record SlackAnswer(Verdict verdict, int status, String reason, String retryAfter) {

    public static final SlackAnswer OK = new SlackAnswer(Verdict.DELIVERED, 200, "200 ok", null);

    /** The longest wait that is obeyed. */
    static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private static final int LONGEST_REASON = 200;
    private static final String NO_CONNECTION = "no connection: ";
    private static final String NO_ANSWER = "no answer: ";

    private static final Set<String> ABOUT_THE_PAYLOAD =
            Set.of("invalid_payload", "no_text", "invalid_blocks", "too_many_attachments");

    /** By status and body, which must not hold a secret. */
    public static SlackAnswer of(int status, String body, String retryAfter) {
        String word = body == null ? "" : body.trim();
        return new SlackAnswer(verdict(status, word), status, shortened(status + " " + word), retryAfter);
    }

    public static SlackAnswer unsent(String reason) {
        return new SlackAnswer(Verdict.UNSENT, 0, shortened(NO_CONNECTION + reason), null);
    }

    public static SlackAnswer lost(String reason) {
        return new SlackAnswer(Verdict.LOST, 0, shortened(NO_ANSWER + reason), null);
    }

    /** The payload could not even be posted. */
    public static SlackAnswer unpostable(String reason) {
        return new SlackAnswer(Verdict.PAYLOAD_REFUSED, 0, shortened("no payload: " + reason), null);
    }

    /** The reason in others' words alone. */
    public String cause() {
        return reason.replaceFirst("^(" + NO_CONNECTION + "|" + NO_ANSWER + ")", "");
    }

    private static Verdict verdict(int status, String body) {
        if (status == 200 && body.equals("ok")) {
            return Verdict.DELIVERED;
        }
        if (status == 413 || status == 400 && ABOUT_THE_PAYLOAD.contains(body)) {
            return Verdict.PAYLOAD_REFUSED;
        }
        if (status == 429) {
            return Verdict.THROTTLED;
        }
        if (status >= 500) {
            return Verdict.SERVER;
        }
        return status >= 300 ? Verdict.CHANNEL_REFUSED : Verdict.ODD;
    }

    /** How long the answer asks for quiet, in milliseconds from now, at most an hour; empty if it doesn't say. */
    public OptionalLong quiet(long now) {
        if (retryAfter == null) {
            return OptionalLong.empty();
        }
        String wait = retryAfter.trim();
        try {
            long millis = wait.matches("[0-9]+")
                    ? Math.multiplyExact(Long.parseLong(wait), 1_000L)
                    : DateTimeFormatter.RFC_1123_DATE_TIME
                                    .parse(wait, Instant::from)
                                    .toEpochMilli()
                            - now;
            return OptionalLong.of(Math.max(0, Math.min(millis, LONGEST_WAIT.toMillis())));
        } catch (ArithmeticException | NumberFormatException e) {
            return OptionalLong.of(LONGEST_WAIT.toMillis());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    private static String shortened(String text) {
        String line = SlackText.plain(text).replaceAll("\\s+", " ").trim();
        if (line.length() <= LONGEST_REASON) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(LONGEST_REASON - 2)) ? LONGEST_REASON - 2 : LONGEST_REASON - 1;
        return line.substring(0, end) + "…";
    }
}
