package io.haetae.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which fault, if any, comes next: first what was queued, one a request; then what stands until {@link #heal()}. */
final class Script {

    private final Deque<Optional<Fault>> queue = new ArrayDeque<>();
    private final Map<Predicate<Received>, Fault> standing = new LinkedHashMap<>();

    /** @param fault null for an ordinary answer */
    synchronized void next(Fault fault) {
        queue.add(Optional.ofNullable(fault));
    }

    synchronized void when(Predicate<Received> condition, Fault fault) {
        standing.put(condition, fault);
    }

    synchronized void heal() {
        queue.clear();
        standing.clear();
    }

    /** Null for an ordinary answer. */
    synchronized Fault take(Received request) {
        if (!queue.isEmpty()) {
            return queue.remove().orElse(null);
        }
        return standing.entrySet().stream()
                .filter(entry -> entry.getKey().test(request))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
