package io.haetae.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.config.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How late records appear: those that a second reading of a window brings and the first one did not, by how old they
 * were when the first one began. So each was at least that late.
 */
final class Lateness {

    private static final List<Duration> BOUNDS = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(25));

    private final Map<Duration, Integer> counts = new LinkedHashMap<>();
    private int again;

    Lateness() {
        BOUNDS.forEach(bound -> counts.put(bound, 0));
    }

    /** Reads what was read whole, the newest first, as long as questions are left. */
    void readAgain(Found found) throws InterruptedException {
        Set<String> known = found.day().records().keySet();
        Windows windows = new Windows(found.tracer(), found.dialect().names());
        for (Stretch first : found.day().stretches()) {
            if (!first.whole() || found.tracer().left() == 0) {
                continue;
            }
            Stretch second = windows.read(first.from(), first.to(), 0);
            again += second.whole() ? 1 : 0;
            second.pages().forEach(page -> page.forEach(item -> count(item, first, known)));
        }
    }

    private void count(JsonNode item, Stretch first, Set<String> known) {
        OptionalLong time = Behaviour.time(item);
        boolean inside = time.isPresent() && first.from() <= time.getAsLong() && time.getAsLong() <= first.to();
        if (!inside || known.contains(Day.id(item))) {
            return;
        }
        long late = first.readAt() - time.getAsLong();
        for (Duration bound : BOUNDS) {
            if (late < bound.toMillis()) {
                counts.merge(bound, 1, Integer::sum);
                return;
            }
        }
    }

    ObjectNode json(Found found) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        long whole = found.day().stretches().stream().filter(Stretch::whole).count();
        json.put("readAgain", again == 0 ? "nothing" : again < whole ? "part" : "all");
        ObjectNode late = json.putObject("late");
        counts.forEach((bound, count) -> late.put("under " + Durations.format(bound), count));
        return json;
    }
}
