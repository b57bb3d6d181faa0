package io.haetae.sim;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What happened how often, over all seeds. */
final class Tally {

    private final Map<String, Integer> times = new TreeMap<>();

    /** @param kind whose trouble it is */
    void count(String kind, Enum<?> what) {
        times.merge(name(kind, what), 1, Integer::sum);
    }

    void count(String kind, String what) {
        times.merge(kind + ": " + what, 1, Integer::sum);
    }

    synchronized void add(Tally other) {
        other.times.forEach((name, count) -> times.merge(name, count, Integer::sum));
    }

    /** All that can happen, and has happened less often than that. */
    List<String> rarerThan(int least) {
        return all().filter(name -> times.getOrDefault(name, 0) < least).toList();
    }

    private static Stream<String> all() {
        return Stream.of(
                        names("event", List.of(Event.values())),
                        names("tracer", List.of(TracerFault.values())),
                        names("tracer", List.of(SimDates.Dateless.values())),
                        names("unreadable", Unreadable.FAULTS),
                        names("store", List.of(SimStore.Fault.values())),
                        Stream.of("store: between post and mark"),
                        names("slack", List.of(SlackFault.values())),
                        Stream.of("removed: alert", "removed: line"),
                        Stream.concat(ConditionOracle.TOLD.stream(), StoreLineOracle.TOLD.stream())
                                .map(told -> "condition: " + told))
                .flatMap(names -> names);
    }

    private static Stream<String> names(String kind, List<? extends Enum<?>> all) {
        return all.stream().map(each -> name(kind, each));
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
