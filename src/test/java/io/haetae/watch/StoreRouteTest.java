package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.Patience;
import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.config.WatchSettings;
import io.haetae.deliver.DeliverRoute;
import io.haetae.deliver.SlackAnswer;
import io.haetae.store.Store;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two accounts with a channel each, the first of which hangs or worse. */
class StoreRouteTest {

    @TempDir
    Path folder;

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private final CountDownLatch lastIsTold = new CountDownLatch(1);

    private interface Slack {
        void take(String channel) throws Exception;
    }

    private static Channel channel(String name) {
        return new Channel(new Secret("https://hooks.slack.com/services/" + name));
    }

    private static Account account(String name) {
        return new Account(name, new Secret(name), new Secret("s"), URI.create("http://127.0.0.1:1"), channel(name));
    }

    private Settings settings() {
        return new Settings(
                Stream.of("first", "last").map(StoreRouteTest::account).toList(),
                "0 * * * * ?",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                List.of(Duration.ofMinutes(15)),
                Duration.ofHours(24),
                folder.resolve("data"),
                folder,
                ZoneId.of("UTC"),
                WatchSettings.DEFAULT);
    }

    private static DefaultComponent component(Slack slack) {
        return new DefaultComponent() {
            @Override
            protected Endpoint createEndpoint(String uri, String channel, Map<String, Object> parameters) {
                return new DefaultEndpoint(uri, this) {
                    @Override
                    public Producer createProducer() {
                        return new DefaultProducer(this) {
                            @Override
                            public void process(Exchange exchange) throws Exception {
                                slack.take(channel);
                                exchange.getMessage().setBody(SlackAnswer.OK);
                            }
                        };
                    }

                    @Override
                    public Consumer createConsumer(Processor processor) {
                        throw new UnsupportedOperationException();
                    }
                };
            }
        };
    }

    /** The store breaks, and there is a look. */
    private void lookWith(Duration atMost, Slack slack) throws Exception {
        Settings settings = settings();
        try (Store store = Store.open(settings.data());
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.addComponent(DeliverRoute.SLACK, component(slack));
            context.addRoutes(new StoreRoute(
                    new StoreWatch(
                            store, settings, Clock.systemUTC(), new Random(), new StoreTold(settings.data(), folder)),
                    atMost));
            context.start();
            Files.delete(settings.data().resolve(Store.FILE));
            context.createProducerTemplate().request(StoreRoute.WATCH_ENTRY, exchange -> {});
        }
    }

    @Test
    @Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aChannelThatHangsDelaysNoOther() throws Exception {
        String first = channel("first").id();
        lookWith(Patience.LIMIT, channel -> {
            if (channel.equals(first)) {
                assertThat(lastIsTold.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            } else {
                lastIsTold.countDown();
            }
            told.add(channel);
        });
        assertThat(told).containsExactly(channel("last").id(), first);
    }

    @Test
    @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anErrorOnTheWayToOneStopsNeitherTheOtherNorTheWatch() throws Exception {
        String first = channel("first").id();
        lookWith(Duration.ofSeconds(1), channel -> {
            if (channel.equals(first)) {
                throw new AssertionError("a bug");
            }
            told.add(channel);
        });
        Patience.await().until(() -> told.contains(channel("last").id()));
    }
}
