package io.haetae.poll;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A tracer as small as it can be: records that become visible some time after they happened, served by offset. */
final class ModelTracer {

    record Item(String id, long happened, long visible) {}

    /** What it takes for its own paging names. */
    enum Dialect {
        PAGE_SIZE,
        PAGE_INDEX,
        BOTH
    }

    /** What it does with names that it doesn't know. */
    enum Strange {
        IGNORED,
        REFUSED
    }

    enum Echo {
        NONE,
        OWN
    }

    enum Order {
        OLD_FIRST,
        NEW_FIRST,
        AS_THEY_CAME,
        ANY
    }

    /** How its pages misbehave. */
    enum Oddity {
        NONE,
        SHORT_PAGES,
        ONE_PAGE_TWICE,
        EMPTY_PAGES
    }

    final Dialect dialect;
    final Strange strange;
    final Echo echo;
    final Order order;
    final Oddity oddity;
    final int most;
    final boolean fromInclusive;
    final boolean toInclusive;
    final List<Item> items = new ArrayList<>();

    ModelTracer(Random random) {
        dialect = any(random, Dialect.values());
        strange = any(random, Strange.values());
        echo = any(random, Echo.values());
        order = any(random, Order.values());
        oddity = any(random, Oddity.values());
        most = random.nextBoolean() ? 100 : 1 + random.nextInt(12);
        fromInclusive = random.nextInt(4) > 0;
        toInclusive = random.nextBoolean();
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    /** Null if it refuses the request with a 400. */
    Reply serve(Map<String, Long> asked, long now) {
        boolean first = asked.containsKey("page") && asked.containsKey("size");
        boolean understood = dialect == Dialect.BOTH || first == (dialect == Dialect.PAGE_SIZE);
        if (!understood && strange == Strange.REFUSED) {
            return null;
        }
        long page = understood ? asked.get(first ? "page" : "pageIndex") : 0;
        long size = Math.min(most, understood ? asked.get(first ? "size" : "pageSize") : 20);
        List<Item> slots = slots(asked.get("fromEventTime"), asked.get("toEventTime"), now, (int) size);
        long shown = oddity == Oddity.ONE_PAGE_TWICE && page >= 1 ? page - 1 : page;
        long begin = Math.min(shown * size, slots.size());
        long end = Math.min(begin + size, slots.size());
        List<Item> found = new ArrayList<>(slots.subList((int) begin, (int) end));
        found.removeIf(item -> item == null);
        Map<String, Long> repeated = new HashMap<>();
        if (echo == Echo.OWN) {
            boolean asFirst = dialect == Dialect.BOTH ? first : dialect == Dialect.PAGE_SIZE;
            repeated.put(asFirst ? "page" : "pageIndex", page);
            repeated.put(asFirst ? "size" : "pageSize", size);
        }
        return new Reply(found, end < slots.size(), repeated);
    }

    record Reply(List<Item> items, boolean more, Map<String, Long> echo) {}

    /** The records of the window in their order, with nothing (null) where the tracer leaves something out. */
    private List<Item> slots(long from, long to, long now, int size) {
        List<Item> found = new ArrayList<>();
        for (Item item : items) {
            boolean begun = fromInclusive ? item.happened >= from : item.happened > from;
            boolean ended = toInclusive ? item.happened > to : item.happened >= to;
            if (begun && !ended && item.visible <= now) {
                found.add(item);
            }
        }
        Comparator<Item> byTime = Comparator.comparingLong(Item::happened).thenComparing(Item::id);
        switch (order) {
            case OLD_FIRST -> found.sort(byTime);
            case NEW_FIRST -> found.sort(byTime.reversed());
            case AS_THEY_CAME ->
                found.sort(Comparator.comparingLong(Item::visible).reversed().thenComparing(Item::id));
            case ANY ->
                Collections.sort(
                        found,
                        Comparator.comparing((Item item) -> item.visible / 600_000)
                                .reversed()
                                .thenComparing(item -> item.id.hashCode() * 31 % 1009)
                                .thenComparing(Item::id));
        }
        if (oddity == Oddity.SHORT_PAGES || oddity == Oddity.EMPTY_PAGES) {
            List<Item> holed = new ArrayList<>();
            for (int i = 0; i < found.size(); i++) {
                holed.add(found.get(i));
                int left = oddity == Oddity.EMPTY_PAGES ? (i == size ? 2 * size : 0) : i % 3;
                holed.addAll(Collections.nCopies(Math.min(left, 2 * size), null));
            }
            return holed;
        }
        return found;
    }
}
