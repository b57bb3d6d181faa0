package io.haetae.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.activity.EventTime;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.TracerFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The records of one account, the oldest first and each once, past the store. */
public final class RecordReader {

    private static final long WINDOW = Duration.ofHours(1).toMillis();
    private static final long LEAST = Duration.ofSeconds(1).toMillis();
    /** As far back as the watch's head looks by default: what comes later still is for the watch's sweeps. */
    private static final long OVERLAP = Duration.ofMinutes(5).toMillis();

    private final Tracer tracer;
    private final LongSupplier nanos;
    private final Politeness.Pause pause;
    private final Map<String, Long> seen = new HashMap<>();
    private PagingNames names;
    private Long from;
    private Long retryAfter;

    /** @param nanos a clock that nobody can set */
    public RecordReader(Tracer tracer, LongSupplier nanos, Politeness.Pause pause) {
        this.tracer = tracer;
        this.nanos = nanos;
        this.pause = pause;
    }

    /**
     * What has come since the last time, or in that time before now; null if all could be read, else why not: then the
     * next time goes on from there.
     */
    public TracerFailure read(Duration since, Consumer<List<JsonNode>> records) throws InterruptedException {
        Politeness polite = Politeness.withoutEnd(tracer, nanos, pause);
        if (names == null) {
            Greeting greeting = Greeting.of(polite);
            if (!greeting.isHeard()) {
                return failed(greeting.reply());
            }
            names = Dialect.find(polite, greeting.reply(), greeting.names()).names();
        }
        long end = tracer.now();
        long begin = from == null ? end - since.toMillis() : from;
        long length = WINDOW;
        while (begin < end) {
            long to = Math.min(end, begin + length);
            Windows windows = new Windows(polite, names);
            Stretch stretch = windows.read(begin, to, 0);
            TracerFailure failure = windows.failure();
            if (failure != null && failure.family().halves() && to - begin > LEAST) {
                length = Math.max(LEAST, (to - begin) / 2);
                continue;
            }
            records.accept(fresh(stretch, begin, to));
            if (failure != null) {
                return failed(windows.last());
            }
            begin = to;
            from = Math.max(from == null ? 0 : from, to - OVERLAP);
        }
        seen.values().removeIf(time -> time < from - 2 * OVERLAP);
        return null;
    }

    /** Milliseconds that the tracer asked for when it failed last; null if it didn't. */
    public Long retryAfter() {
        return retryAfter;
    }

    private TracerFailure failed(Reply reply) {
        retryAfter = reply.answer().retryAfter();
        return reply.failure();
    }

    private List<JsonNode> fresh(Stretch stretch, long begin, long to) {
        List<JsonNode> fresh = new ArrayList<>();
        stretch.pages()
                .forEach(page -> page.forEach(item -> {
                    long time = time(item, to);
                    boolean inside = begin <= time && time <= to;
                    if (inside && seen.putIfAbsent(Day.id(item), time) == null) {
                        fresh.add(item);
                    }
                }));
        fresh.sort(Comparator.comparingLong(item -> time(item, to)));
        return fresh;
    }

    /** Epoch milliseconds, UTC; that of the window's end if it can't be understood. */
    private static long time(JsonNode item, long otherwise) {
        try {
            return EventTime.of(item);
        } catch (IllegalArgumentException e) {
            return otherwise;
        }
    }
}
