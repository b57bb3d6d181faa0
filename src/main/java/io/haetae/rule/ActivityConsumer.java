package io.haetae.rule;

import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Puts its route among the rules while it is started. */
final class ActivityConsumer extends DefaultConsumer {

    private Rule rule;

    ActivityConsumer(ActivityEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public ActivityEndpoint getEndpoint() {
        return (ActivityEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        rule = new Rule(getRoute().getRouteId(), getEndpoint().criteria(), this);
        getEndpoint().getComponent().add(rule);
    }

    @Override
    protected void doStop() throws Exception {
        if (rule != null) {
            getEndpoint().getComponent().remove(rule);
        }
        super.doStop();
    }
}
