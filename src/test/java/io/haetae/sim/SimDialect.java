package io.haetae.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** How this tracer pages: what the documents of its API leave open, drawn once. */
final class SimDialect {

    private final boolean oldNames;
    private final boolean echoes;
    private final boolean strictNames;
    private final boolean toInclusive;
    private final boolean fromInclusive;
    private final int order;
    private final int most;

    SimDialect(Random random) {
        oldNames = random.nextInt(3) == 0;
        echoes = random.nextInt(4) > 0;
        strictNames = random.nextInt(4) == 0;
        toInclusive = random.nextBoolean();
        fromInclusive = random.nextInt(4) > 0;
        order = random.nextInt(3);
        most = random.nextInt(4) > 0 ? 100 : 5;
    }

    boolean refuses(JsonNode question) {
        return strictNames && asksOld(question) != oldNames;
    }

    /** @param fault what is wrong with the page; null if nothing */
    String page(JsonNode question, Stream<SimRecord> visible, TracerFault fault) {
        long from = question.get("fromEventTime").asLong();
        long to = question.get("toEventTime").asLong();
        boolean honoured = asksOld(question) == oldNames;
        int page = honoured ? question.get(oldNames ? "pageIndex" : "page").asInt() : 0;
        int size = honoured
                ? Math.min(most, question.get(oldNames ? "pageSize" : "size").asInt())
                : Math.min(most, 20);
        List<SimRecord> found = visible.filter(r -> fromInclusive ? r.event() >= from : r.event() > from)
                .filter(r -> toInclusive ? r.event() <= to : r.event() < to)
                .sorted(order())
                .toList();
        List<String> items = found.stream()
                .skip((long) page * size)
                .limit(size)
                .map(SimRecord::json)
                .toList();
        String echo = !echoes
                ? ""
                : oldNames
                        ? "\"pageIndex\":" + page + ",\"pageSize\":" + size + ","
                        : "\"page\":" + page + ",\"size\":" + size + ",";
        boolean hasMore = (page + 1) * size < found.size();
        String more = fault == TracerFault.NO_HAS_MORE ? "" : "\"hasMore\":" + hasMore + ",";
        int count = items.size() + (fault == TracerFault.COUNT_LIES ? 1 : 0);
        return "{" + echo + more + "\"itemCount\":" + count + ",\"items\":[" + String.join(",", items) + "]}";
    }

    private static boolean asksOld(JsonNode question) {
        return question.has("pageIndex");
    }

    private Comparator<SimRecord> order() {
        Comparator<SimRecord> oldest =
                Comparator.comparingLong(SimRecord::event).thenComparing(SimRecord::number);
        return switch (order) {
            case 0 -> oldest;
            case 1 -> oldest.reversed();
            default -> Comparator.comparingInt(r -> (r.number() * 31) % 17);
        };
    }

    @Override
    public String toString() {
        return "old names " + oldNames + ", echoes " + echoes + ", strict " + strictNames + ", to inclusive "
                + toInclusive + ", from inclusive " + fromInclusive + ", order " + order + ", most " + most;
    }
}
