package io.haetae.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.activity.RecordId;
import io.haetae.config.Text;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.TracerFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the last 24 hours hold, newest first, as far as a polite reader comes.
 *
 * @param end of the 24 hours, epoch milliseconds, UTC
 * @param requests how many it took
 * @param stopped what ended it; null if it was all read, or if it was out of questions
 */
public record Day(long end, List<Stretch> stretches, int requests, TracerFailure stopped) {

    static final Duration LENGTH = Duration.ofHours(24);

    static final String LINK = "last 24 h";

    private static final long FIRST = Duration.ofHours(1).toMillis();
    private static final long LEAST = Duration.ofSeconds(1).toMillis();
    /** A window of so many pages is followed by a shorter one, of one page by a longer one. */
    private static final int MANY = 10;

    /** @param spare so many questions are left for others */
    static Day read(Politeness tracer, PagingNames names, int spare) throws InterruptedException {
        long end = tracer.now();
        int before = tracer.asked();
        Windows windows = new Windows(tracer, names);
        List<Stretch> stretches = new ArrayList<>();
        TracerFailure stopped = null;
        long to = end;
        long length = FIRST;
        while (to > end - LENGTH.toMillis() && stopped == null && tracer.left() > spare) {
            long from = Math.max(end - LENGTH.toMillis(), to - length);
            Stretch stretch = windows.read(from, to, spare);
            TracerFailure failure = windows.failure();
            if (failure != null && failure.family().halves() && length > LEAST) {
                length = Math.max(LEAST, length / 2);
                continue;
            }
            stretches.add(stretch);
            stopped = failure != null && !failure.family().halves() ? failure : null;
            to = from;
            int pages = stretch.pages().size();
            length = pages <= 1 ? length * 2 : pages > MANY ? Math.max(LEAST, length / 2) : length;
        }
        return new Day(end, List.copyOf(stretches), tracer.asked() - before, stopped);
    }

    /** Of the 24 hours, how much was read whole: 0 to 1. */
    public double share() {
        long whole = stretches.stream()
                .filter(Stretch::whole)
                .mapToLong(stretch -> stretch.to() - stretch.from())
                .sum();
        return Math.min(1, whole / (double) LENGTH.toMillis());
    }

    Link link() {
        Text found = Text.of("check.day", records().size(), seen(), requests);
        if (stopped != null) {
            return Link.failed(LINK, Text.of("check.day.stopped", found, stopped.text()), Text.of("check.day.todo"));
        }
        return Link.ok(LINK, found);
    }

    private Text seen() {
        double share = share();
        return share == 1
                ? Text.of("check.day.all")
                : Text.of("check.day.part", String.format(Locale.ROOT, "%.1f", 100 * share));
    }

    /** Each record once, by its identity. */
    public Map<String, JsonNode> records() {
        Map<String, JsonNode> records = new LinkedHashMap<>();
        stretches.forEach(stretch ->
                stretch.pages().forEach(page -> page.forEach(item -> records.put(id(item), item))));
        return records;
    }

    static String id(JsonNode item) {
        try {
            return item.isObject() ? RecordId.of(item) : hash(item);
        } catch (IllegalArgumentException e) {
            return hash(item);
        }
    }

    private static String hash(JsonNode item) {
        return RecordId.sha256(item.toString().getBytes(StandardCharsets.UTF_8));
    }
}
