package io.haetae.watch;

import io.haetae.store.StoreException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** What goes wrong while the watch is judged never stops a poll or a delivery: it is logged, and they go on. */
public final class WatchErrors extends RouteConfigurationBuilder {

    public static final String ID = "haetae-watch-errors";

    private static final Logger LOG = LoggerFactory.getLogger(WatchErrors.class);

    @Override
    public void configuration() {
        routeConfiguration(ID)
                .onException(Exception.class)
                .onWhen(exchange -> !isError(exchange))
                .continued(true)
                .logContinued(false)
                .process(WatchErrors::log)
                .end();
    }

    private static void log(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (caught instanceof StoreException store) {
            // a store that is not well as a whole says so itself, once; and this comes every few seconds
            LOG.atLevel(store.fault() == null ? Level.WARN : Level.DEBUG)
                    .log("The watch itself is not judged: {}", caught.getMessage());
        } else {
            LOG.error("The watch itself could not be judged", caught);
        }
    }

    /** Camel wraps an {@code Error} into an exception; it is none that anybody may go on after. */
    private static boolean isError(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        while (cause != null) {
            if (cause instanceof Error) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
