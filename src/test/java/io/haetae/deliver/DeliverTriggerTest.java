package io.haetae.deliver;

import static io.haetae.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.config.WatchSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class DeliverTriggerTest {

    private static Account account(String name) {
        return new Account(
                name,
                new Secret(name),
                new Secret("secret"),
                URI.create("http://127.0.0.1:1"),
                new Channel(new Secret("http://127.0.0.1:1/" + name)));
    }

    private static Settings settings() {
        return new Settings(
                List.of(account("hanging"), account("fine")),
                "0 * * * * ?",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                List.of(Duration.ofMinutes(15)),
                Duration.ofHours(24),
                Path.of("data"),
                Path.of("routes"),
                ZoneId.of("UTC"),
                WatchSettings.DEFAULT);
    }

    @Test
    void ticksEachSecondWhateverAnotherAccountDoes() throws Exception {
        AtomicInteger ticks = new AtomicInteger();
        AtomicInteger hanging = new AtomicInteger();
        CountDownLatch over = new CountDownLatch(1);
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addComponent("haetae-quartz", new QuartzComponent());
            camel.addRoutes(new DeliverTrigger(settings()));
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(DeliverRoute.DELIVER_ENTRY).process(exchange -> {
                        if (exchange.getProperty(DeliverRoute.ACCOUNT).equals("hanging")) {
                            hanging.incrementAndGet();
                            over.await();
                        } else {
                            ticks.incrementAndGet();
                        }
                    });
                }
            });
            camel.start();
            await().untilAsserted(() -> assertThat(ticks).hasValueGreaterThanOrEqualTo(3));
            assertThat(hanging).hasValue(1);
            over.countDown();
        }
    }
}
