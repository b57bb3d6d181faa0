package io.haetae.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.activity.EventTime;
import io.haetae.tracer.TracerFailure;
import io.haetae.tracer.TracerFailure.Family;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** How a tracer pages and orders, found by asking; in words, none of which comes from a record. */
final class Behaviour {

    private static final String UNKNOWN = "unknown";
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final int PAGES = 3;

    private final Found found;

    Behaviour(Found found) {
        this.found = found;
    }

    /** Of the records within a page, by their event times. */
    String order() {
        boolean up = false;
        boolean down = false;
        for (Stretch stretch : found.day().stretches()) {
            for (List<JsonNode> page : stretch.pages()) {
                long[] times = page.stream()
                        .map(Behaviour::time)
                        .filter(OptionalLong::isPresent)
                        .mapToLong(OptionalLong::getAsLong)
                        .toArray();
                for (int i = 1; i < times.length; i++) {
                    up |= times[i] > times[i - 1];
                    down |= times[i] < times[i - 1];
                }
            }
        }
        return up && down ? "neither" : up ? "oldest first" : down ? "newest first" : UNKNOWN;
    }

    /** Whether a window's end belongs to it, by a window that ends at a known record's very millisecond. */
    String end(boolean first) throws InterruptedException {
        Optional<JsonNode> known = known();
        if (known.isEmpty()) {
            return UNKNOWN;
        }
        long time = time(known.get()).orElseThrow();
        String id = Day.id(known.get());
        long from = first ? time : time - MINUTE;
        long to = first ? time + MINUTE : time;
        for (int page = 0; page < PAGES; page++) {
            if (found.tracer().left() == 0) {
                return UNKNOWN;
            }
            Reply reply = found.tracer()
                    .ask(new Question(from, to, page, 100, found.dialect().names()));
            if (reply.failure() != null) {
                return UNKNOWN;
            }
            if (reply.items().stream().anyMatch(item -> Day.id(item).equals(id))) {
                return "inclusive";
            }
            if (!reply.hasMore()) {
                return "exclusive";
            }
        }
        return UNKNOWN;
    }

    /** A record that is no newer than a minute: younger ones may still be on their way through the vendor's servers. */
    private Optional<JsonNode> known() {
        long latest = found.day().end() - MINUTE;
        return found.day().stretches().stream()
                .flatMap(stretch -> stretch.pages().stream().flatMap(List::stream))
                .filter(item -> time(item).isPresent() && time(item).getAsLong() < latest)
                .findFirst();
    }

    /** What becomes of pages of these sizes. */
    Map<String, String> sizes(int... sizes) throws InterruptedException {
        Map<String, String> answers = new LinkedHashMap<>();
        long end = found.day().end();
        for (int size : sizes) {
            if (found.tracer().left() == 0) {
                return answers;
            }
            Reply reply = found.tracer()
                    .ask(new Question(
                            end - Day.LENGTH.toMillis(),
                            end,
                            0,
                            size,
                            found.dialect().names()));
            answers.put(Integer.toString(size), answer(size, reply));
        }
        return answers;
    }

    private static String answer(int size, Reply reply) {
        TracerFailure failure = reply.failure();
        if (failure != null) {
            return failure.family() == Family.BAD_REQUEST ? "refused" : UNKNOWN;
        }
        int items = reply.items().size();
        if (items >= size) {
            return items == size ? "honoured" : "ignored";
        }
        return reply.hasMore() ? "cut to " + items : "accepted; too few records to tell";
    }

    static OptionalLong time(JsonNode item) {
        try {
            return OptionalLong.of(EventTime.of(item));
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }
}
