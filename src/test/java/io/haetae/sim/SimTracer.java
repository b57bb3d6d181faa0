package io.haetae.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haetae.tracer.NoWholeAnswer;
import io.haetae.tracer.TracerFailure.Family;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.Exchange;
import org.apache.camel.http.base.HttpOperationFailedException;

/** The tracer as far as its API shows: records that become visible, pages by offset, and every kind of failure. */
final class SimTracer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SIGNATURE_HOLDS = 5 * 60_000;
    private static final long LONGEST_REST = 3_700_000;
    private static final String ERROR = "{\"error\":{\"errorCode\":\"%s\",\"message\":\"refused\"}}";

    final List<SimRecord> records = new ArrayList<>();
    /** How the next requests fail. */
    final Deque<TracerFault> faults = new ArrayDeque<>();
    /** So many requests are answered before the next fault comes: failures in the middle of a window. */
    int passes;
    /** How every request fails; null if not. */
    TracerFault down;

    /** What the watch must not have done. */
    final List<String> broken = new ArrayList<>();

    final SimDates dates;
    final Unreadable unreadable;
    /** By the local clock: no request before it. */
    long quietUntil;

    private final SimDialect dialect;
    private final SimTime time;
    private final Random random;
    private final Tally tally;
    private long quietBefore;
    /** By the true clock: the watch may wait until then for some reason or other. */
    private long restUntil;

    private boolean asked;
    private boolean troubled;
    private TracerFault ended;

    SimTracer(SimTime time, Random random, Tally tally) {
        this.time = time;
        this.random = random;
        this.tally = tally;
        this.dialect = new SimDialect(random);
        this.unreadable = new Unreadable(time);
        this.dates = new SimDates(time, random, tally);
    }

    /** A wait by the clock that was is none by the clock that is. */
    void clockStepped() {
        quietUntil = 0;
        quietBefore = 0;
        restUntil = asked ? Math.max(restUntil, time.server() + LONGEST_REST) : 0;
    }

    /** A wait that was asked for while nothing could be stored may be forgotten. */
    void storeHealed() {
        quietUntil = 0;
    }

    /** The watch is about to do something, in which it may die. */
    void begins() {
        quietBefore = quietUntil;
    }

    /** A poll begins. */
    WatchTime poll() {
        ended = null;
        troubled = time.server() < restUntil;
        return dates.watchTime();
    }

    /** The process died in what had begun: a wait that was asked for in it may never have been stored. */
    void crashed() {
        quietUntil = quietBefore;
    }

    /** All trouble ends. */
    void heal() {
        faults.clear();
        passes = 0;
        dates.dateless = 0;
        unreadable.heal();
        down = null;
    }

    void answer(Exchange exchange) throws Exception {
        if (time.local() < quietUntil) {
            broken.add("asked although the tracer had asked for quiet");
        }
        if (ended != null) {
            broken.add("asked again in a poll that " + ended + " had ended");
        }
        JsonNode question = JSON.readTree(exchange.getMessage().getBody(String.class));
        TracerFault fault = fault();
        time.pass(random.nextInt(120)); // on the way
        long signed = Long.parseLong(exchange.getMessage().getHeader("x-ncp-apigw-timestamp", String.class));
        if (Math.abs(signed - time.server()) > SIGNATURE_HOLDS) {
            fault = TracerFault.CREDENTIALS;
        }
        if (fault == null && dialect.refuses(question)) {
            throw refusal(400, "100", Map.of());
        }
        if (fault == null) {
            fault = unreadable(question);
        }
        if (fault != null) {
            tally.count("tracer", fault);
            troubled = true;
            ended = fault.endsThePoll() ? fault : null;
            if (fault.byAnswer() && down == null) {
                unreadable.failed(from(question), to(question));
            }
            fail(fault);
        }
        String page = dialect.page(question, records.stream().filter(r -> r.visible() <= time.server()), fault);
        respond(exchange, fault == null ? page : broken(page, fault));
    }

    private TracerFault fault() {
        if (down != null) {
            return down;
        }
        return passes-- > 0 ? null : faults.poll();
    }

    private TracerFault unreadable(JsonNode question) {
        TracerFault fault = unreadable.fault(from(question), to(question));
        if (fault != null) {
            tally.count("unreadable", fault);
        }
        return fault;
    }

    private static long from(JsonNode question) {
        return question.get("fromEventTime").asLong();
    }

    private static long to(JsonNode question) {
        return question.get("toEventTime").asLong();
    }

    /** Throws whatever camel-http would throw, if it would. */
    private void fail(TracerFault fault) throws Exception {
        switch (fault) {
            case CONNECTION -> throw new IOException("connection reset");
            case CUT_OFF -> throw new NoWholeAnswer(Family.CUT_OFF, "it breaks off", null);
            case DEADLINE -> throw new NoWholeAnswer(Family.DEADLINE, "it was not whole within 30 s", null);
            case ANSWER_TOO_LARGE -> throw new NoWholeAnswer(Family.SHAPE, "it is larger than 32 MiB", null);
            case SERVER -> throw refusal(500 + random.nextInt(4), "900", Map.of());
            case GATEWAY_TIMEOUT -> throw refusal(504, "510", Map.of());
            case TOO_LARGE -> throw refusal(413, "430", Map.of());
            case CREDENTIALS -> throw refusal(401, "200", Map.of());
            case NO_POLICY -> throw refusal(401, "210", Map.of());
            case FORBIDDEN -> throw refusal(403, "220", Map.of());
            case NOT_FOUND -> throw refusal(404, "300", Map.of());
            case BAD_REQUEST -> throw refusal(400, "100", Map.of());
            case REDIRECT -> throw refusal(302, "", Map.of("Location", "https://elsewhere"));
            case QUOTA -> {
                quietUntil = time.local() + 60_000;
                rest(15 * 60);
                throw refusal(429, "400", Map.of());
            }
            case THROTTLED -> {
                int seconds = random.nextInt(3) == 0 ? 7200 : 1 + random.nextInt(400);
                quietUntil = time.local() + Math.min(seconds, 3600) * 1000L;
                rest(Math.min(seconds, 3600));
                throw refusal(429, "410", Map.of("Retry-After", Integer.toString(seconds)));
            }
            default -> {} // an answer with status 200 is made worse below
        }
    }

    /** With a minute more, as clocks drift. */
    private void rest(int seconds) {
        asked = true;
        restUntil = Math.max(restUntil, time.server() + (seconds + 60) * 1000L);
    }

    /** Whether the poll that ended last may have failed, or not have asked at all, without a fault of the watch's. */
    boolean troubled() {
        return troubled;
    }

    private String broken(String page, TracerFault fault) {
        return switch (fault) {
            case NO_JSON -> page.substring(0, random.nextInt(page.length()));
            case HTML -> "<html><body>Please log in</body></html>";
            case ERROR_IN_200 -> ERROR.formatted(List.of("200", "410", "900").get(random.nextInt(3)));
            default -> page;
        };
    }

    private void respond(Exchange exchange, String body) {
        exchange.getMessage().removeHeaders("*");
        dates.headers().forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    private HttpOperationFailedException refusal(int status, String code, Map<String, String> more) {
        Map<String, String> headers = dates.headers();
        headers.putAll(more);
        return new HttpOperationFailedException("https://tracer", status, "", null, headers, ERROR.formatted(code));
    }

    /** By history id, which counts. */
    SimRecord record(String historyId) {
        return records.get(Integer.parseInt(historyId, 16));
    }

    @Override
    public String toString() {
        return dialect + ", dated " + dates.dated + ", skew " + time.skew();
    }
}
