package io.haetae.sim;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What happened how often, over all seeds. */
final class Tally {

    private final Map<String, Integer> times = new TreeMap<>();

    /** @param kind whose trouble it is */
    void count(String kind, Enum<?> what) {
        times.merge(name(kind, what), 1, Integer::sum);
    }

    synchronized void add(Tally other) {
        other.times.forEach((name, count) -> times.merge(name, count, Integer::sum));
    }

    int of(String kind, Enum<?> what) {
        return times.getOrDefault(name(kind, what), 0);
    }

    private static String name(String kind, Enum<?> what) {
        return kind + ": " + what.name().toLowerCase().replace('_', ' ');
    }

    @Override
    public String toString() {
        return times.entrySet().stream()
                .map(each -> "%-28s %8d".formatted(each.getKey(), each.getValue()))
                .collect(Collectors.joining("\n"));
    }
}
