package io.haetae.watch;

import io.haetae.store.Retention;
import io.haetae.store.StoreException;
import org.apache.camel.builder.RouteBuilder;

/** Keeps the store from growing without end. */
public final class RetentionRoute extends RouteBuilder {

    public static final String RETENTION = "haetae-retention";
    /** To be called every few seconds by a clock that can't be set. */
    public static final String ENTRY = "direct:haetae-retention";

    private final Retention retention;

    public RetentionRoute(Retention retention) {
        this.retention = retention;
    }

    @Override
    public void configure() {
        // spotless:off
        from(ENTRY).routeId(RETENTION).errorHandler(noErrorHandler()) // its one failure is caught here
                .description("Removes a few of the rows that are older than anybody needs them, if it is time.")
                .doTry()
                    .process(exchange -> retention.tick())
                .doCatch(StoreException.class)
                    .process(exchange -> log.debug("nothing is removed: the store has failed"))
                .end();
        // spotless:on
    }
}
