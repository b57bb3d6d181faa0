package io.haetae.watch;

import static io.haetae.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.poll.PollTrigger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.scheduler.SchedulerComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class WatchTriggerTest {

    private final List<String> steps = new CopyOnWriteArrayList<>();

    @Test
    void ticksInItsOrder() throws Exception {
        try (CamelContext camel = context()) {
            camel.addComponent(PollTrigger.QUARTZ, new QuartzComponent());
            camel.addRoutes(route(WatchTrigger.STORE_WATCH, null));
            camel.addRoutes(route(WatchTrigger.WATCH, null));
            camel.start();
            await().untilAsserted(() -> assertThat(steps).hasSizeGreaterThan(2));
            assertThat(steps).startsWith(WatchTrigger.STORE_WATCH, WatchTrigger.WATCH, WatchTrigger.STORE_WATCH);
        }
    }

    @Test
    void aStepThatFailsStopsNeitherTheNextOneNorTheTick() throws Exception {
        for (Throwable failure : List.of(new IllegalStateException("a bug"), new StackOverflowError("a worse one"))) {
            steps.clear();
            try (CamelContext camel = context()) { // without quartz, so that the first step fails too
                camel.addRoutes(route(WatchTrigger.STORE_WATCH, failure));
                camel.addRoutes(route(WatchTrigger.WATCH, failure));
                camel.start();
                await().untilAsserted(() -> assertThat(steps).hasSizeGreaterThan(5));
                camel.getShutdownStrategy().setTimeout(1); // the exchange that died is never done
                assertThat(steps).startsWith(WatchTrigger.STORE_WATCH, WatchTrigger.WATCH, WatchTrigger.STORE_WATCH);
            }
        }
    }

    private CamelContext context() throws Exception {
        CamelContext camel = new DefaultCamelContext();
        camel.addComponent(WatchTrigger.SCHEDULER, new SchedulerComponent());
        camel.addRoutes(new WatchTrigger(Duration.ofMillis(50)));
        return camel;
    }

    private RouteBuilder route(String from, Throwable failure) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).errorHandler(noErrorHandler()).process(exchange -> {
                    steps.add(from);
                    if (failure instanceof Error error) {
                        throw error;
                    }
                    if (failure instanceof Exception exception) {
                        throw exception;
                    }
                });
            }
        };
    }
}
