package io.haetae.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;

/** The tracer as far as its API shows: records that become visible, pages by offset, and every kind of failure. */
final class SimTracer {

    /** How the next requests fail. */
    enum Fault {
        SERVER,
        THROTTLED,
        UNAUTHORISED,
        CONNECTION,
        NO_JSON,
        NO_HAS_MORE,
        COUNT_LIES
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<SimRecord> records = new ArrayList<>();
    final Deque<Fault> faults = new ArrayDeque<>();
    /** So many requests are answered before the next fault comes: failures in the middle of a window. */
    int passes;

    final boolean oldNames;
    final boolean echoes;
    final boolean strictNames;
    final boolean dated;
    private final boolean toInclusive;
    private final boolean fromInclusive;
    private final int order;
    private final int most;
    private final SimTime time;
    private final Random random;

    /** Local times of the requests of the poll under way. */
    final List<Long> requests = new ArrayList<>();
    /** By the local clock: no request before it. */
    long quietUntil;

    boolean brokeQuiet;
    private long quietBefore;
    boolean gaveDate;

    SimTracer(SimTime time, Random random) {
        this.time = time;
        this.random = random;
        this.oldNames = random.nextInt(3) == 0;
        this.echoes = random.nextInt(4) > 0;
        this.strictNames = random.nextInt(4) == 0;
        this.dated = random.nextInt(5) > 0;
        this.toInclusive = random.nextBoolean();
        this.fromInclusive = random.nextInt(4) > 0;
        this.order = random.nextInt(3);
        this.most = random.nextBoolean() ? 100 : 5;
    }

    /** A poll begins. */
    void poll() {
        requests.clear();
        quietBefore = quietUntil;
    }

    /** The process died in this poll: a wait that was asked for in it may never have been stored. */
    void crashed() {
        quietUntil = quietBefore;
    }

    void answer(Exchange exchange) throws Exception {
        if (time.local() < quietUntil) {
            brokeQuiet = true;
        }
        requests.add(time.local());
        Fault fault = passes-- > 0 ? null : faults.poll();
        time.pass(random.nextInt(120)); // on the way
        long signed = Long.parseLong(exchange.getMessage().getHeader("x-ncp-apigw-timestamp", String.class));
        if (Math.abs(signed - time.server()) > 5 * 60_000) {
            fault = Fault.UNAUTHORISED;
        }
        JsonNode question = JSON.readTree(exchange.getMessage().getBody(String.class));
        boolean asksOld = question.has("pageIndex");
        if (fault == null && strictNames && asksOld != oldNames) {
            throw refusal(400, "100", null);
        }
        if (fault == null) {
            page(exchange, question, asksOld, null);
            return;
        }
        switch (fault) {
            case CONNECTION -> throw new IOException("connection reset");
            case SERVER -> throw refusal(500 + random.nextInt(5), "900", null);
            case UNAUTHORISED -> throw refusal(401, "200", null);
            case THROTTLED -> {
                int seconds = random.nextInt(3) == 0 ? 7200 : 1 + random.nextInt(400);
                quietUntil = time.local() + Math.min(seconds, 3600) * 1000L;
                throw refusal(429, "410", Integer.toString(seconds));
            }
            default -> page(exchange, question, asksOld, fault);
        }
    }

    private void page(Exchange exchange, JsonNode question, boolean asksOld, Fault fault) {
        long from = question.get("fromEventTime").asLong();
        long to = question.get("toEventTime").asLong();
        boolean honoured = asksOld == oldNames;
        int page = honoured ? question.get(oldNames ? "pageIndex" : "page").asInt() : 0;
        int size = honoured
                ? Math.min(most, question.get(oldNames ? "pageSize" : "size").asInt())
                : Math.min(most, 20);
        List<SimRecord> found = records.stream()
                .filter(r -> r.visible() <= time.server())
                .filter(r -> fromInclusive ? r.event() >= from : r.event() > from)
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
        String more = fault == Fault.NO_HAS_MORE ? "" : "\"hasMore\":" + ((page + 1) * size < found.size()) + ",";
        String body = "{" + echo + more + "\"itemCount\":" + (items.size() + (fault == Fault.COUNT_LIES ? 1 : 0))
                + ",\"items\":[" + String.join(",", items) + "]}";
        if (fault == Fault.NO_JSON) {
            body = body.substring(0, body.length() - 3);
        }
        exchange.getMessage().removeHeaders("*");
        headers().forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** By history id, which counts. */
    SimRecord record(String historyId) {
        return records.get(Integer.parseInt(historyId, 16));
    }

    @Override
    public String toString() {
        return "old names " + oldNames + ", echoes " + echoes + ", strict " + strictNames + ", dated " + dated
                + ", to inclusive " + toInclusive + ", from inclusive " + fromInclusive + ", order " + order + ", most "
                + most + ", skew " + time.skew() + ", requests " + requests.size();
    }

    private Comparator<SimRecord> order() {
        return switch (order) {
            case 0 -> Comparator.comparingLong(SimRecord::event).thenComparing(SimRecord::number);
            case 1 ->
                Comparator.comparingLong(SimRecord::event)
                        .thenComparing(SimRecord::number)
                        .reversed();
            default -> Comparator.comparingInt(r -> (r.number() * 31) % 17);
        };
    }

    private HttpOperationFailedException refusal(int status, String code, String retryAfter) {
        Map<String, String> headers = headers();
        if (retryAfter != null) {
            headers.put("Retry-After", retryAfter);
        }
        String body = "{\"error\":{\"errorCode\":\"" + code + "\",\"message\":\"refused\"}}";
        return new HttpOperationFailedException("https://tracer", status, "", null, headers, body);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        if (dated) {
            gaveDate = true;
            headers.put(
                    "Date",
                    DateTimeFormatter.RFC_1123_DATE_TIME.format(
                            Instant.ofEpochMilli(time.server()).atOffset(ZoneOffset.UTC)));
        }
        return headers;
    }
}
