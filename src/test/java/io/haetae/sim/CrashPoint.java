package io.haetae.sim;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Dies before a chosen step of whatever route runs, and at every step after it until the process is started anew. */
final class CrashPoint implements InterceptStrategy {

    private int stepsLeft = -1;
    private boolean dead;

    /** Dies before the step after so many. */
    void arm(int steps) {
        stepsLeft = steps;
    }

    void disarm() {
        stepsLeft = -1;
        dead = false;
    }

    boolean dead() {
        return dead;
    }

    void step() {
        if (dead || stepsLeft == 0) {
            dead = true;
            throw new SimulatedCrash();
        }
        if (stepsLeft > 0) {
            stepsLeft--;
        }
    }

    @Override
    public Processor wrapProcessorInInterceptors(
            CamelContext context, NamedNode definition, Processor target, Processor next) {
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                try {
                    step();
                } catch (SimulatedCrash e) {
                    exchange.setException(e);
                    callback.done(true);
                    return true;
                }
                return super.process(exchange, callback);
            }
        };
    }
}
