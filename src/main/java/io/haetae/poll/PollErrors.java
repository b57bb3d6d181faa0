package io.haetae.poll;

import io.haetae.store.StoreException;
import io.haetae.tracer.ReadAnswer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;

/**
 * The poll's error policy. A request that failed is named and the route goes on: its next steps store what came and end
 * the poll. A store that fails ends the poll at once, with every cursor where it was.
 */
public final class PollErrors extends RouteConfigurationBuilder {

    public static final String ID = "haetae-poll-errors";

    private final ReadAnswer readAnswer;

    public PollErrors(ReadAnswer readAnswer) {
        this.readAnswer = readAnswer;
    }

    @Override
    public void configuration() {
        routeConfiguration(ID)
                .onException(StoreException.class)
                .maximumRedeliveries(0)
                .end()
                .onException(Exception.class)
                .onWhen(PollErrors::asked)
                .continued(true)
                .logContinued(false)
                .process(readAnswer.failure())
                .end();
    }

    /** An exception between asking and storing is the answer's trouble, unless the JVM itself is in trouble. */
    private static boolean asked(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        return exchange.getProperty(PollSteps.ASKED, false, Boolean.class) && !(caught.getCause() instanceof Error);
    }
}
