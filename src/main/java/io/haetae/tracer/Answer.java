package io.haetae.tracer;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * What came of one request.
 *
 * @param page null if none could be read
 * @param failure null if the page is good
 * @param date the answer's {@code Date}, epoch milliseconds, UTC; null if it had no usable one
 * @param retryAfter milliseconds that the tracer asks for; null if it doesn't
 */
public record Answer(Page page, TracerFailure failure, Long date, Long retryAfter) {

    /** Seconds with more digits than this are as good as any: nobody waits that long. */
    private static final int MOST_DIGITS = 9;

    public Integer status() {
        return failure == null ? Integer.valueOf(200) : failure.status();
    }

    /** An HTTP date as epoch milliseconds, UTC; null if it is none. */
    static Long date(String header) {
        if (header == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(header.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant()
                    .toEpochMilli();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** {@code Retry-After}, in seconds or as a date, as milliseconds from now, without an upper limit; null if it is neither. */
    static Long retryAfter(String header, Long date, Instant now) {
        if (header == null) {
            return null;
        }
        String seconds = header.trim();
        if (seconds.matches("[0-9]+")) {
            return seconds.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(seconds) * 1000;
        }
        Long until = date(header);
        return until == null ? null : Math.max(0, until - (date != null ? date : now.toEpochMilli()));
    }
}
