package io.haetae.rule;

import io.haetae.config.Text;
import io.haetae.store.Severity;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * {@code alert:<severity>}: takes the body as the alert's text and collects it. It stores nothing; the poll route does,
 * after the rules have returned.
 */
public final class AlertComponent extends DefaultComponent {

    public static final String NAME = "alert";

    @Override
    protected Endpoint createEndpoint(String uri, String word, Map<String, Object> parameters) {
        Severity severity = Severity.of(word).orElseThrow(() -> new BadParameter(Text.of("rule.severity", word)));
        if (!parameters.isEmpty()) {
            throw new BadParameter(Text.of("rule.alert.parameters", String.join(", ", parameters.keySet())));
        }
        return new AlertEndpoint(uri, this, severity);
    }

    private static final class AlertEndpoint extends DefaultEndpoint {

        private final Severity severity;

        AlertEndpoint(String uri, AlertComponent component, Severity severity) {
            super(uri, component);
            this.severity = severity;
        }

        @Override
        public Producer createProducer() {
            return new DefaultProducer(this) {
                @Override
                public void process(Exchange exchange) throws Exception {
                    collect(exchange, severity);
                }
            };
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException("alert: only takes alerts; a rule begins with activity:");
        }
    }

    private static void collect(Exchange exchange, Severity severity) throws Exception {
        Hearing hearing = exchange.getProperty(Hearing.PROPERTY, Hearing.class);
        if (hearing == null) {
            throw new IllegalStateException("alert: works in a rule only, a route that begins with activity:");
        }
        hearing.say(severity, exchange.getMessage().getMandatoryBody(String.class));
    }
}
