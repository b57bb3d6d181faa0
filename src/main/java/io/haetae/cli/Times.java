package io.haetae.cli;

import io.haetae.config.Durations;
import io.haetae.config.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Times for people, in the configured zone. */
record Times(ZoneId zone) {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssxxx");

    /** @param millis epoch milliseconds */
    String show(long millis) {
        return FORM.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    /** As {@link #show}, and how far the zone is from UTC: for where several zones meet. */
    String withOffset(long millis) {
        return OFFSET.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    /** To two units, for it is read and not computed with: {@code 12s}, {@code 2m30s}, {@code 3h12m}, {@code 5d4h}. */
    static Text rough(long millis) {
        long seconds = Math.max(0, millis) / 1000;
        long unit = seconds >= 2 * 86_400 ? 3_600 : seconds >= 3_600 ? 60 : 1;
        return Durations.text(Duration.ofSeconds(seconds / unit * unit));
    }
}
