package io.haetae.watch;

import java.time.Duration;
import org.apache.camel.builder.RouteBuilder;

/** Ticks the retention: apart from the watch's own tick, which may have to wait for a store that hangs. */
public final class RetentionTrigger extends RouteBuilder {

    public static final String TRIGGER = "haetae-retention-trigger";

    private static final Duration EVERY = Duration.ofSeconds(5);
    /** A start has better things to do. */
    private static final Duration FIRST = Duration.ofMinutes(1);

    @Override
    public void configure() {
        String delays = "?delay=" + EVERY.toMillis() + "&initialDelay=" + FIRST.toMillis();
        // spotless:off
        from(WatchTrigger.SCHEDULER + ":haetae-retention" + delays).routeId(TRIGGER)
                .description("Ticks each five seconds, by monotonic time, what removes old rows from the store.")
                .process(WatchTrigger.guarded(WatchTrigger.to(RetentionRoute.ENTRY)));
        // spotless:on
    }
}
