package io.haetae.watch;

import org.apache.camel.builder.RouteBuilder;

/**
 * Ticks the store's watch. Not by quartz, which fires by the wall clock: this goes on when that is set back. And apart
 * from every tick that uses the store, which may have to wait for a lock.
 */
public final class StoreTrigger extends RouteBuilder {

    public static final String TRIGGER = "haetae-store-watch-trigger";

    @Override
    public void configure() {
        from("scheduler:haetae-store-watch?delay=" + StoreRoute.EVERY.toMillis())
                .routeId(TRIGGER)
                .description("Looks each few seconds whether the store is well.")
                .to(StoreRoute.WATCH_ENTRY);
    }
}
