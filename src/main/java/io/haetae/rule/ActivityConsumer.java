package io.haetae.rule;

import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;

/**
 * Puts its route among the rules while it is started. When the whole context stops it stops after the poll: a page under
 * way must meet every rule, or it would count as read without them.
 */
final class ActivityConsumer extends DefaultConsumer implements ShutdownAware {

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
    public boolean deferShutdown(ShutdownRunningTask task) {
        return true;
    }

    @Override
    public int getPendingExchangesSize() {
        return 0;
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // nothing is buffered
    }

    @Override
    protected void doStop() throws Exception {
        // a poll that outlives a forced stop must still want this rule, and fail where it asks it
        if (rule != null && !getEndpoint().getCamelContext().isStopping()) {
            getEndpoint().getComponent().remove(rule);
        }
        super.doStop();
    }
}
