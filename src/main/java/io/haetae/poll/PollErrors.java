package io.haetae.poll;

import io.haetae.rule.ActivityProducer;
import io.haetae.store.StoreException;
import io.haetae.tracer.ReadAnswer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteConfigurationBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The poll's error policy. A request that failed is named and the route goes on: its next steps store what came and end
 * the poll. A store that fails ends the poll at once, with every cursor where it was.
 */
public final class PollErrors extends RouteConfigurationBuilder {

    public static final String ID = "haetae-poll-errors";

    private static final Logger LOG = LoggerFactory.getLogger(PollErrors.class);

    private final ReadAnswer readAnswer;

    public PollErrors(ReadAnswer readAnswer) {
        this.readAnswer = readAnswer;
    }

    @Override
    public void configuration() {
        routeConfiguration(ID)
                .onException(StoreException.class)
                .onWhen(exchange -> !(caught(exchange).getCause() instanceof Error))
                .handled(true)
                .logHandled(false)
                .process(PollErrors::endPoll)
                .end()
                .onException(Exception.class)
                .onWhen(PollErrors::asked)
                .continued(true)
                .logContinued(false)
                .process(readAnswer.failure())
                .end();
    }

    /** A store that is not well as a whole says so itself, once. */
    private static void endPoll(Exchange exchange) {
        StoreException failed = (StoreException) caught(exchange);
        LOG.atLevel(failed.fault() == null ? Level.WARN : Level.DEBUG)
                .log(
                        "account {}: the poll ends, nothing of it is lost: {}",
                        exchange.getProperty(ActivityProducer.ACCOUNT),
                        failed.getMessage());
    }

    /** An exception between asking and storing is the answer's trouble, unless the JVM itself is in trouble. */
    private static boolean asked(Exchange exchange) {
        return exchange.getProperty(PollSteps.ASKED, false, Boolean.class)
                && !(caught(exchange).getCause() instanceof Error);
    }

    private static Exception caught(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }
}
