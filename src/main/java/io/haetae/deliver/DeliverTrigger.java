package io.haetae.deliver;

import org.apache.camel.builder.RouteBuilder;

/** Ticks the deliver route: each second, never two ticks at once, what was missed is dropped. */
public final class DeliverTrigger extends RouteBuilder {

    public static final String TRIGGER = "haetae-deliver-trigger";

    /** Dropping needs a low {@code org.quartz.jobStore.misfireThreshold} too: it is the component's, see its owner. */
    public static final String FROM =
            "haetae-quartz:haetae-deliver?cron=*+*+*+*+*+?&stateful=true&trigger.misfireInstruction=2";

    @Override
    public void configure() {
        from(FROM)
                .routeId(TRIGGER)
                .description("Looks each second for alerts to send.")
                .to(DeliverRoute.DELIVER_ENTRY);
    }
}
