package io.haetae.tracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haetae.config.Network;
import io.haetae.tracer.TracerFailure.Family;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A name server that is silent for as long as the test wants it. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedLookupTest {

    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicInteger lookups = new AtomicInteger();
    private final SystemDefaultDnsResolver silent = new SystemDefaultDnsResolver() {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            lookups.incrementAndGet();
            asked.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            throw new UnknownHostException(host);
        }
    };

    @AfterEach
    void speakAtLast() {
        over.countDown();
    }

    @Test
    void holdsARequestForAThirdOfItsDeadline() throws Exception {
        try (BoundedHttp bounds = new BoundedHttp(Duration.ofSeconds(3), 1 << 20, Network.DIRECT, silent);
                CloseableHttpClient client = client(bounds)) {
            for (int i = 0; i < 2; i++) {
                long began = System.nanoTime();
                assertThatThrownBy(() -> ask(client))
                        .isInstanceOf(UnknownHostException.class)
                        .hasMessage("tracer.example: the name server is silent");
                assertThat(Duration.ofNanos(System.nanoTime() - began))
                        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
            }
            assertThat(lookups).as("look-ups under way for one name").hasValue(1);
        }
    }

    @Test
    void isGivenUpWhenTheWatchStops() throws Exception {
        BoundedHttp bounds = new BoundedHttp(Duration.ofMinutes(5), 1 << 20, Network.DIRECT, silent);
        try (CloseableHttpClient client = client(bounds)) {
            CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(() -> {
                try {
                    return ask(client);
                } catch (IOException e) {
                    return e;
                }
            });
            assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
            bounds.close();
            assertThat(end.get(60, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            NoWholeAnswer.class, e -> assertThat(e.family()).isEqualTo(Family.STOPPED));
        }
    }

    @Test
    void looksUpAgainWhenThereWasAnAnswer() throws Exception {
        BoundedLookup lookup = new BoundedLookup(silent, Duration.ofSeconds(10));
        over.countDown();
        for (int i = 1; i <= 3; i++) {
            assertThatThrownBy(() -> lookup.resolve("tracer.example"))
                    .isInstanceOf(UnknownHostException.class)
                    .hasMessage("tracer.example");
        }
        assertThat(lookups).hasValue(3);
        BoundedLookup real = new BoundedLookup(SystemDefaultDnsResolver.INSTANCE, Duration.ofSeconds(10));
        assertThat(real.resolve("127.0.0.1")).containsExactly(InetAddress.getByName("127.0.0.1"));
    }

    private static CloseableHttpClient client(BoundedHttp bounds) {
        HttpClientBuilder builder = HttpClientBuilder.create();
        bounds.configureHttpClient(builder);
        return builder.build();
    }

    private static Throwable ask(CloseableHttpClient client) throws IOException {
        return client.execute(new HttpPost("http://tracer.example/"), response -> null);
    }
}
