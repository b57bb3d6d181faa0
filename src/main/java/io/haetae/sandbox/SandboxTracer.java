package io.haetae.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * A stand-in for the Cloud Activity Tracer: a real HTTP server on loopback that checks what the vendor's gateway checks
 * and answers from the records it was given. What is not known of the real one can be set. Safe for many threads.
 */
public final class SandboxTracer implements AutoCloseable {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final Gateway gateway;
    private final TracerPages pages = new TracerPages();
    private final Script script = new Script();
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final SandboxServer server;
    private volatile Duration offset = Duration.ZERO;
    private volatile Function<Instant, String> date = DATE::format;

    private SandboxTracer(Clock clock, String accessKey, String secretKey) {
        this.clock = clock;
        this.gateway = new Gateway(accessKey, secretKey);
        this.server = new SandboxServer(clock, () -> date.apply(now()), this::answer);
    }

    /** Speaks {@link Dialect#PAGE_SIZE}, {@link Order#OLDEST_FIRST}, {@link Ends#INCLUSIVE}, until told otherwise. */
    public static SandboxTracer start(Clock clock, String accessKey, String secretKey) {
        return new SandboxTracer(clock, accessKey, secretKey);
    }

    /** The base, without a path. */
    public URI url() {
        return server.url();
    }

    public SandboxTracer dialect(Dialect spoken) {
        pages.dialect = spoken;
        return this;
    }

    public SandboxTracer order(Order given) {
        pages.order = given;
        return this;
    }

    public SandboxTracer ends(Ends meant) {
        pages.ends = meant;
        return this;
    }

    /** How far its clock is ahead of the one it was started with: in {@code Date}, timestamps and what is visible. */
    public SandboxTracer offset(Duration ahead) {
        offset = ahead;
        return this;
    }

    /** The {@code Date} header for an instant of its clock; a function that gives null leaves the header out. */
    public SandboxTracer date(Function<Instant, String> header) {
        date = header;
        return this;
    }

    public void add(SandboxRecord added) {
        pages.add(added);
    }

    public void addAll(Collection<SandboxRecord> added) {
        added.forEach(pages::add);
    }

    public Collection<SandboxRecord> records() {
        return pages.all();
    }

    /** The next requests get these, one each, before anything is checked. */
    public void failNext(Fault... faults) {
        for (Fault fault : faults) {
            script.next(fault);
        }
    }

    /** The next request gets its ordinary answer: for a fault that is to come later. */
    public void passNext() {
        script.next(null);
    }

    /** Every request that meets the condition, until {@link #heal()}; of several conditions the oldest wins. */
    public void failWhen(Predicate<Received> condition, Fault fault) {
        script.when(condition, fault);
    }

    /** Every request, until {@link #heal()}. */
    public void always(Fault fault) {
        script.when(any -> true, fault);
    }

    /** Forgets every fault that has not come yet. */
    public void heal() {
        script.heal();
    }

    /** All of them, refused ones too, oldest first. */
    public List<Received> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        server.close();
    }

    private Instant now() {
        return clock.instant().plus(offset);
    }

    private void answer(Received request, SandboxServer.Wire wire) throws IOException {
        requests.add(request);
        Fault fault = script.take(request);
        if (fault == null || fault instanceof PageFault) {
            Fault refusal = gateway.refusal(request, now());
            fault = refusal == null ? page(request, (PageFault) fault, wire) : refusal;
        }
        if (fault != null) {
            fault.play(wire);
        }
    }

    /** The refusal; null if it was answered. */
    private Fault page(Received request, PageFault fault, SandboxServer.Wire wire) {
        JsonNode question = request.body().length == 0 ? Received.JSON.createObjectNode() : request.json();
        try {
            if (question == null || !question.isObject()) {
                throw new TracerPages.BadRequest();
            }
            ObjectNode page = pages.page(question, now(), fault == null ? 0 : fault.shift());
            if (fault != null) {
                fault.change(page);
            }
            wire.response().setCode(200);
            wire.response().setEntity(new StringEntity(page.toString(), ContentType.APPLICATION_JSON));
            return null;
        } catch (TracerPages.BadRequest e) {
            return Fault.error(400, 100, "Bad Request Exception");
        }
    }
}
