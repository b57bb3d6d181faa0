package io.haetae.watch;

import io.haetae.poll.PollTrigger;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.quartz.SchedulerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ticks what watches the watch. By camel-scheduler, which goes by monotonic time: quartz goes by the wall clock, and is
 * one of the things that are watched.
 */
public final class WatchTrigger extends RouteBuilder {

    /** A name of our own, so that a host's {@code scheduler} stays as it is. */
    public static final String SCHEDULER = "haetae-scheduler";

    public static final String TRIGGER = "haetae-watch-trigger";
    public static final String STORE_WATCH = "direct:haetae-store-watch";
    public static final String WATCH = WatchRoute.WATCH;

    private static final Duration EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(WatchTrigger.class);

    private final Duration every;

    public WatchTrigger() {
        this(EVERY);
    }

    /** @param every from a tick's end to the next one's beginning */
    WatchTrigger(Duration every) {
        this.every = every;
    }

    @Override
    public void configure() {
        String delays = "?delay=" + every.toMillis() + "&initialDelay=" + every.toMillis();
        // spotless:off
        from(SCHEDULER + ":haetae-watch" + delays).routeId(TRIGGER)
                .description("Looks each five seconds, by monotonic time, whether the watch itself is well.")
                .process(guarded(WatchTrigger::reschedule))
                .process(guarded(to(STORE_WATCH)))
                .process(guarded(to(WATCH)));
        // spotless:on
    }

    private static void reschedule(Exchange exchange) throws SchedulerException {
        Reschedule.whatStandsStill(exchange.getContext()
                .getComponent(PollTrigger.QUARTZ, QuartzComponent.class)
                .getScheduler());
    }

    static Processor to(String route) {
        return exchange -> {
            try (ProducerTemplate template = exchange.getContext().createProducerTemplate()) {
                Exception failure = template.send(route, none -> {}).getException();
                if (failure != null) {
                    throw failure;
                }
            }
        };
    }

    /**
     * A step that stops neither the next one nor the tick. Not by {@code doTry} or {@code multicast}: both let an
     * {@code Error} through, and the scheduler's task would end for good.
     */
    static Processor guarded(Processor step) {
        return exchange -> {
            try {
                step.process(exchange);
            } catch (Throwable e) {
                LOG.warn("The watch could not look at itself", e);
            }
        };
    }
}
