package io.haetae.rule;

import io.haetae.activity.Activity;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultProducer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a record to every rule that asks for it and whose start it has reached, one after the other, each with an
 * exchange of its own: a rule that fails fails alone.
 */
public final class ActivityProducer extends DefaultProducer {

    /** The exchange property with the account's name. */
    public static final String ACCOUNT = "haetaeAccount";
    /** The exchange property with each rule's start: rule id to epoch milliseconds, UTC. */
    public static final String STARTS = "haetaeRuleStarts";

    private static final Logger LOG = LoggerFactory.getLogger(ActivityProducer.class);

    ActivityProducer(ActivityEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Activity activity = exchange.getMessage().getMandatoryBody(Activity.class);
        String account = exchange.getProperty(ACCOUNT, String.class);
        Collected collected = exchange.getProperty(Collected.PROPERTY, Collected.class);
        Map<?, ?> starts = exchange.getProperty(STARTS, Map.class);
        for (Rule rule :
                ((ActivityEndpoint) getEndpoint()).getComponent().rules().matching(activity)) {
            if (activity.getEventTime() >= (Long) starts.get(rule.id())) {
                ask(rule, activity, new Hearing(account, rule.id(), activity, collected));
            }
        }
    }

    private void ask(Rule rule, Activity activity, Hearing hearing) throws Exception {
        DefaultConsumer route = (DefaultConsumer) rule.route();
        Exchange exchange = route.createExchange(false);
        try {
            exchange.getMessage().setBody(activity);
            exchange.setProperty(Hearing.PROPERTY, hearing);
            route.getProcessor().process(exchange);
            Exception failure = exchange.getException();
            if (failure != null) {
                judge(rule, activity, failure);
            }
        } catch (StackOverflowError | LinkageError | AssertionError e) {
            judge(rule, activity, new IllegalStateException(e));
        } finally {
            hearing.close();
            route.releaseExchange(exchange, false);
        }
    }

    /** A rule's failure is its own, unless it is none of the rule's: then the page must not count as read. */
    private void judge(Rule rule, Activity activity, Exception failure) throws Exception {
        if (failure.getCause() instanceof Error error && !isTheRules(error)) {
            throw error;
        }
        if (getEndpoint().getCamelContext().isStopping()) {
            throw new RejectedExecutionException("the watch is stopping", failure);
        }
        LOG.error("rule {} failed on {}: {}", rule.id(), activity, failure.toString());
    }

    /** What a rule can bring about by itself, a regular expression on a long name for example. */
    private static boolean isTheRules(Error error) {
        return error instanceof StackOverflowError || error instanceof LinkageError || error instanceof AssertionError;
    }
}
