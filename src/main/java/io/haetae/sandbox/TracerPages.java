package io.haetae.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
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

    /** What a question speaks of, kept from page to page: sorting it anew for each page would be most of the work. */
    private static final class Window {
        private final Key first;
        private final Key last;
        private final Order order;
        private final long changes;
        private final List<SandboxRecord> records;
        private final Instant allVisibleAt;

        Window(Key first, Key last, Order order, long changes, List<SandboxRecord> records) {
            this.first = first;
            this.last = last;
            this.order = order;
            this.changes = changes;
            this.records = records;
            this.allVisibleAt = records.stream()
                    .map(SandboxRecord::visibleAt)
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.MIN);
        }

        boolean is(Key first, Key last, Order order, long changes) {
            return this.first.equals(first) && this.last.equals(last) && this.order == order && this.changes == changes;
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
    private final AtomicLong added = new AtomicLong();
    private volatile Window latest;
    volatile Dialect dialect = Dialect.PAGE_SIZE;
    volatile Order order = Order.OLDEST_FIRST;
    volatile Ends ends = Ends.INCLUSIVE;

    void add(SandboxRecord made) {
        records.put(new Key(made.eventTime(), ordinals.incrementAndGet()), made);
        added.incrementAndGet();
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
        List<SandboxRecord> found = visible(window(from, to), question.get("nrn"), now)
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

    private static Stream<SandboxRecord> visible(Window window, JsonNode nrn, Instant now) {
        boolean any = nrn == null || nrn.isNull();
        if (any && !window.allVisibleAt.isAfter(now)) {
            return window.records.stream();
        }
        return window.records.stream()
                .filter(item -> !item.visibleAt().isAfter(now))
                .filter(item -> any || nrn.equals(item.json().get("nrn")));
    }

    private Window window(long from, long to) {
        Key first = new Key(from, ends.from ? FIRST : LAST);
        Key last = new Key(to, ends.to ? LAST : FIRST);
        // Read before the records are: one that comes in between is in the window, or makes it be read again.
        long changes = added.get();
        Window known = latest;
        if (known != null && known.is(first, last, order, changes)) {
            return known;
        }
        Window read = new Window(first, last, order, changes, ordered(first, last, order));
        latest = read;
        return read;
    }

    private List<SandboxRecord> ordered(Key first, Key last, Order order) {
        if (first.compareTo(last) > 0) {
            return List.of();
        }
        NavigableMap<Key, SandboxRecord> found = records.subMap(first, true, last, true);
        return switch (order) {
            case OLDEST_FIRST -> List.copyOf(found.values());
            case NEWEST_FIRST -> List.copyOf(found.descendingMap().values());
            case SHUFFLED ->
                found.values().stream()
                        .sorted(Comparator.comparing(TracerPages::hash))
                        .toList();
        };
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
