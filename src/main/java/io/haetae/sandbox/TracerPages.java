package io.haetae.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The tracer's records, and one page of them for a question. Safe for many threads; knows nothing of HTTP. */
final class TracerPages {

    private record Key(long eventTime, long ordinal) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparingLong(Key::eventTime).thenComparingLong(Key::ordinal);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** The question was a bad one. */
    static final class BadRequest extends Exception {}

    private static final Duration REACH = Duration.ofDays(30);

    // No record has these ordinals: with them a key stands before or behind all records of its millisecond.
    private static final long FIRST = 0;
    private static final long LAST = Long.MAX_VALUE;

    private final NavigableMap<Key, SandboxRecord> records = new ConcurrentSkipListMap<>();
    private final AtomicLong ordinals = new AtomicLong();
    volatile Dialect dialect = Dialect.PAGE_SIZE;
    volatile Order order = Order.OLDEST_FIRST;
    volatile Ends ends = Ends.INCLUSIVE;

    void add(SandboxRecord added) {
        records.put(new Key(added.eventTime(), ordinals.incrementAndGet()), added);
    }

    Collection<SandboxRecord> all() {
        return List.copyOf(records.values());
    }

    /** @param shift answers from so many records further in front */
    ObjectNode page(JsonNode question, Instant now, int shift) throws BadRequest {
        Dialect spoken = dialect;
        if (spoken.strict && (question.has("page") || question.has("size"))) {
            throw new BadRequest();
        }
        long from = number(question, "fromEventTime", now.minus(REACH).toEpochMilli());
        long to = number(question, "toEventTime", now.toEpochMilli());
        long page = number(question, spoken.page, 0);
        long asked = number(question, spoken.size, 20);
        if (from > to || page < 0 || page > Integer.MAX_VALUE || asked < 1 || asked > 100) {
            throw new BadRequest();
        }
        long size = Math.min(asked, spoken.largest);
        long first = Math.max(0, page * size - shift);
        // One record more than the page holds, which tells whether there is more without counting them all.
        List<SandboxRecord> found = visible(from, to, question.get("nrn"), now)
                .skip(first)
                .limit(size + 1)
                .toList();

        ObjectNode answer = Received.JSON.createObjectNode();
        if (spoken.echoes) {
            answer.put(spoken.page, page).put(spoken.size, size);
        }
        answer.put("itemCount", Math.min(size, found.size())).put("hasMore", found.size() > size);
        ArrayNode items = answer.putArray("items");
        found.stream().limit(size).forEach(item -> items.add(item.json()));
        return answer;
    }

    private Stream<SandboxRecord> visible(long from, long to, JsonNode nrn, Instant now) {
        Key first = new Key(from, ends.from ? FIRST : LAST);
        Key last = new Key(to, ends.to ? LAST : FIRST);
        NavigableMap<Key, SandboxRecord> window =
                first.compareTo(last) > 0 ? Collections.emptyNavigableMap() : records.subMap(first, true, last, true);
        Collection<SandboxRecord> ordered = (order == Order.NEWEST_FIRST ? window.descendingMap() : window).values();
        Stream<SandboxRecord> found = ordered.stream()
                .filter(item -> !item.visibleAt().isAfter(now))
                .filter(item ->
                        nrn == null || nrn.isNull() || nrn.equals(item.json().get("nrn")));
        return order == Order.SHUFFLED ? found.sorted(Comparator.comparing(TracerPages::hash)) : found;
    }

    private static Integer hash(SandboxRecord item) {
        String id = item.historyId();
        return (id == null ? item.json().hashCode() : id.hashCode()) * 0x9E3779B9;
    }

    private static long number(JsonNode question, String name, long absent) throws BadRequest {
        JsonNode value = question.get(name);
        if (value == null || value.isNull()) {
            return absent;
        }
        if (!value.isIntegralNumber()
                && !(value.isTextual() && value.textValue().matches("\\d{1,18}"))) {
            throw new BadRequest();
        }
        return value.asLong();
    }
}
