package io.haetae.deliver;

import io.haetae.store.StoreException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What goes wrong in the deliver route. Nothing here touches the store: a handler that fails would leave the claim
 * behind. It names the answer, and the route's next step stores it.
 */
public final class DeliveryErrors extends RouteConfigurationBuilder {

    public static final String ID = "haetae-deliver-errors";

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryErrors.class);

    private volatile String told;

    @Override
    public void configuration() {
        routeConfiguration(ID)
                .onException(StoreException.class)
                .onWhen(exchange -> !isError(exchange))
                .handled(true)
                .logHandled(false)
                .process(this::endTick)
                .end()
                .onException(Exception.class)
                .onWhen(exchange -> isClaimed(exchange) && !isError(exchange))
                .continued(true)
                .logContinued(false)
                .process(DeliveryErrors::nameAnswer)
                .end();
    }

    /** Nothing more is claimed or posted until the store works again. */
    private void endTick(Exchange exchange) {
        StoreException failed = (StoreException) caught(exchange);
        // a store that is not well as a whole says so itself, once; and this comes each second
        boolean news = failed.fault() == null && !failed.getMessage().equals(told);
        told = failed.fault() == null ? failed.getMessage() : told;
        LOG.atLevel(news ? Level.WARN : Level.DEBUG).log("Nothing is sent: {}", failed.getMessage());
    }

    private static void nameAnswer(Exchange exchange) {
        Throwable thrown = caught(exchange);
        exchange.setProperty(
                DeliverRoute.ANSWER,
                thrown instanceof SlackFailure failure
                        ? failure.answer()
                        : SlackAnswer.unpostable(thrown.getClass().getSimpleName()));
    }

    private static boolean isClaimed(Exchange exchange) {
        return exchange.getProperty(DeliverRoute.CLAIM) != null;
    }

    /** Camel wraps an {@code Error} into an exception; it is none that anybody may go on after. */
    private static boolean isError(Exchange exchange) {
        for (Throwable cause = caught(exchange); cause != null; cause = cause.getCause()) {
            if (cause instanceof Error) {
                return true;
            }
        }
        return false;
    }

    private static Throwable caught(Exchange exchange) {
        Throwable caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        return caught != null ? caught : exchange.getException();
    }
}
