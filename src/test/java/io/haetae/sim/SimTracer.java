package io.haetae.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.apache.camel.Exchange;

/** The tracer as far as its API shows: records that become visible, pages by offset, and every kind of failure. */
final class SimTracer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SIGNATURE_HOLDS = 5 * 60_000;

    final List<SimRecord> records = new ArrayList<>();
    /** How the next requests fail. */
    final Deque<TracerFault> faults = new ArrayDeque<>();
    /** So many requests are answered before the next fault comes: failures in the middle of a window. */
    int passes;
    /** What happens right after the next page that has told the time; null if nothing does. */
    Runnable afterPage;
    /** How every request fails; null if not. */
    TracerFault down;

    /** What the watch must not have done. */
    final List<String> broken = new ArrayList<>();

    final SimDates dates;
    final Unreadable unreadable;
    final Quiet quiet;
    private final Refusals refusals;
    private final SimDialect dialect;
    private final SimTime time;
    private final Random random;
    private final Tally tally;
    private boolean troubled;
    private TracerFault ended;
    private TracerFault last;
    private boolean good;
    private long signedOff;
    private long began;

    SimTracer(SimTime time, Random random, Tally tally) {
        this.time = time;
        this.random = random;
        this.tally = tally;
        this.dialect = new SimDialect(random);
        this.unreadable = new Unreadable(time);
        this.dates = new SimDates(time, random, tally);
        this.quiet = new Quiet(time);
        this.refusals = new Refusals(dates, quiet, random);
    }

    /** A poll begins. */
    WatchTime poll() {
        ended = null;
        last = null;
        good = false;
        signedOff = 0;
        began = time.server();
        dates.pollBegins();
        troubled = quiet.mayBeSilent();
        return dates.watchTime();
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
        if (quiet.isAsked()) {
            broken.add("asked although the tracer had asked for quiet");
        }
        if (ended != null) {
            broken.add("asked again in a poll that " + ended + " had ended");
        }
        JsonNode question = JSON.readTree(exchange.getMessage().getBody(String.class));
        TracerFault fault = fault();
        time.pass(random.nextInt(120)); // on the way
        long signed = Long.parseLong(exchange.getMessage().getHeader("x-ncp-apigw-timestamp", String.class));
        long off = Math.abs(signed - time.server());
        signedOff = Math.max(signedOff, off);
        if (off > SIGNATURE_HOLDS) {
            fault = TracerFault.CREDENTIALS;
        }
        last = fault;
        if (fault == null && dialect.refuses(question)) {
            throw refusals.badRequest();
        }
        if (fault == null) {
            fault = unreadable(question);
            last = fault;
        }
        good |= fault == null;
        if (fault != null) {
            tally.count("tracer", fault);
            troubled = true;
            ended = fault.endsThePoll() ? fault : null;
            if (fault.byAnswer() && down == null) {
                unreadable.failed(from(question), to(question));
            }
            refusals.fail(fault);
        }
        String page = dialect.page(question, records.stream().filter(r -> r.visible() <= time.server()), fault);
        respond(exchange, fault == null ? page : refusals.broken(page, fault));
        Runnable then = afterPage;
        if (then != null && dates.toldInPoll() != null) {
            afterPage = null;
            then.run();
        }
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

    /** How the last request of this poll failed; null if it did not, or if there was none. */
    TracerFault last() {
        return last;
    }

    /** Whether this poll had a good page. */
    boolean good() {
        return good;
    }

    /** For how far another time a request of this poll was signed at most. */
    long signedOff() {
        return signedOff;
    }

    /** When this poll began. */
    long began() {
        return began;
    }

    /** Whether the poll that ended last may have failed, or not have asked at all, without a fault of the watch's. */
    boolean troubled() {
        return troubled;
    }

    private void respond(Exchange exchange, String body) {
        exchange.getMessage().removeHeaders("*");
        dates.headers().forEach(exchange.getMessage()::setHeader);
        exchange.getMessage().setBody(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    SimRecord record(String historyId) {
        return records.get(SimRecord.number(historyId));
    }

    @Override
    public String toString() {
        return dialect + ", dated " + dates.dated + ", skew " + time.skew();
    }
}
