package io.haetae.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.tracer.TracerFailure.Family;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/** Asks at most twice a second and so often in all, and not again once the tracer has asked for fewer requests. */
public final class Politeness implements Tracer {

    /** The most requests to one account. */
    public static final int MOST = 200;

    private static final int ENVELOPES = 300;
    private static final long APART = 500;

    /** Waits; a test's only moves its clock. */
    @FunctionalInterface
    public interface Pause {

        void millis(long time) throws InterruptedException;
    }

    private final Tracer tracer;
    private final LongSupplier nanos;
    private final Pause pause;
    private final int most;
    private final Set<String> headers = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Set<JsonNode> envelopes = new LinkedHashSet<>();
    private int asked;
    private long last;
    private Reply refusal;

    /** @param nanos a clock that nobody can set, as {@link System#nanoTime} */
    public Politeness(Tracer tracer, LongSupplier nanos, Pause pause, int most) {
        this.tracer = tracer;
        this.nanos = nanos;
        this.pause = pause;
        this.most = most;
    }

    /** How many more questions may be asked. */
    int left() {
        return refusal != null ? 0 : most - asked;
    }

    int asked() {
        return asked;
    }

    /** Whether the tracer has asked for fewer requests. */
    boolean refused() {
        return refusal != null;
    }

    /** What a polite reader of everything may do: it asks as long as it likes, but never more than twice a second. */
    static Politeness withoutEnd(Tracer tracer, LongSupplier nanos, Pause pause) {
        return new Politeness(tracer, nanos, pause, Integer.MAX_VALUE);
    }

    /** The names of all headers that ever came. */
    Set<String> headers() {
        return headers;
    }

    /** The answers without their records. */
    Set<JsonNode> envelopes() {
        return envelopes;
    }

    /** Throws {@code IllegalStateException} if none is left: look at {@link #left} first. */
    @Override
    public Reply ask(Question question) throws InterruptedException {
        if (left() <= 0) {
            throw new IllegalStateException("no question is left");
        }
        if (asked > 0) {
            long wait = APART - (nanos.getAsLong() - last) / 1_000_000;
            if (wait > 0) {
                pause.millis(wait);
            }
        }
        asked++;
        last = nanos.getAsLong();
        Reply reply = tracer.ask(question);
        headers.addAll(reply.headers());
        if (reply.tree() instanceof ObjectNode answer && envelopes.size() < ENVELOPES) {
            ObjectNode envelope = answer.objectNode();
            answer.fields().forEachRemaining(field -> {
                if (!field.getKey().equals("items")) {
                    envelope.set(field.getKey(), field.getValue());
                }
            });
            envelopes.add(envelope);
        }
        if (reply.failed(Family.THROTTLED) || reply.failed(Family.QUOTA)) {
            refusal = reply;
        }
        return reply;
    }

    @Override
    public long now() {
        return tracer.now();
    }
}
