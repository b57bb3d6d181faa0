package io.haetae.deliver;

import static io.haetae.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class DeliverTriggerTest {

    @Test
    void ticksEachSecond() throws Exception {
        AtomicInteger ticks = new AtomicInteger();
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addComponent("haetae-quartz", new QuartzComponent());
            camel.addRoutes(new DeliverTrigger());
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(DeliverRoute.DELIVER_ENTRY).process(exchange -> ticks.incrementAndGet());
                }
            });
            camel.start();
            await().untilAsserted(() -> assertThat(ticks).hasValueGreaterThanOrEqualTo(3));
            assertThat(camel.getRoute(DeliverTrigger.TRIGGER).getEndpoint().getEndpointUri())
                    .contains("stateful=true");
        }
    }
}
