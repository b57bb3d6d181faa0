package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.haetae.MovableClock;
import io.haetae.Patience;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.config.Text;
import io.haetae.config.WatchSettings;
import io.haetae.store.StoreException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch can't start, and tells two channels; what it remembers of that while it does. */
class StoreAtStartTest {

    /** What Slack does with a post to a channel before it answers; its answer's status. */
    private interface Slack {
        int take(String channel) throws Exception;
    }

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-25T14:07:00Z"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, AtomicInteger> posts = new ConcurrentHashMap<>();
    private HttpServer server;
    private Slack slack = channel -> 200;
    private StoreTold told;

    @BeforeEach
    void setUp() throws IOException {
        told = new StoreTold(folder, folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void tearDown() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String channel = exchange.getRequestURI().getPath().substring(1);
        posts.computeIfAbsent(channel, one -> new AtomicInteger()).incrementAndGet();
        try {
            exchange.getRequestBody().readAllBytes();
            int status = slack.take(channel);
            exchange.sendResponseHeaders(status, 2);
            exchange.getResponseBody().write("ok".getBytes());
        } catch (Exception e) {
            throw new IOException(e);
        } finally {
            exchange.close();
        }
    }

    private Channel channel(String name) {
        return new Channel(new Secret("http://127.0.0.1:" + server.getAddress().getPort() + "/" + name));
    }

    private Settings settings() {
        return new Settings(
                List.of(
                        Watched.account("first", new Secret("k"), channel("first"), null),
                        Watched.account("last", new Secret("l"), channel("last"), null)),
                "0 * * * * ?",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                List.of(Duration.ofMinutes(15)),
                Duration.ofHours(24),
                folder,
                folder,
                ZoneId.of("UTC"),
                WatchSettings.DEFAULT);
    }

    private void starts() throws Exception {
        StoreAtStart.tell(settings(), new StoreException(Text.of("store.GONE", "it")), clock.millis(), told);
    }

    private StoreTold.Told told(String channel) {
        return told.read().get(channel(channel).id());
    }

    private int posts(String channel) {
        return posts.getOrDefault(channel, new AtomicInteger()).get();
    }

    @Test
    void aChannelThatHangsDelaysNoOther() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        AtomicInteger met = new AtomicInteger();
        slack = channel -> {
            both.countDown();
            met.addAndGet(both.await(5, TimeUnit.SECONDS) ? 1 : 0); // the deadline of a post is 7 s
            return 200;
        };
        starts();
        assertThat(met).hasValue(2);
        assertThat(told("first").at()).isEqualTo(told("last").at()).isEqualTo(clock.millis());
    }

    @Test
    void isToldOnceAnHour() throws Exception {
        starts();
        clock.advance(Duration.ofMinutes(59));
        starts();
        assertThat(posts("first")).isEqualTo(posts("last")).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        starts();
        assertThat(posts("first")).isEqualTo(posts("last")).isEqualTo(2);
        assertThat(told("first").since()).isEqualTo(clock.millis() - 3_600_000);
    }

    @Test
    void whoIsKilledBetweenPostAndAnswerNeitherRepeatsItAtOnceNorIsSilentForAnHour() throws Exception {
        Map<String, StoreTold.Told> meanwhile = new ConcurrentHashMap<>();
        slack = channel -> {
            meanwhile.put(channel, told(channel));
            return 200;
        };
        starts();
        assertThat(meanwhile).containsOnlyKeys("first", "last");
        told.write(meanwhile.values()); // what was on the disk when it was killed
        starts();
        clock.advance(Duration.ofMinutes(4));
        starts();
        assertThat(posts("first")).isEqualTo(posts("last")).isEqualTo(1);
        clock.advance(Duration.ofMinutes(1));
        starts();
        assertThat(posts("first")).isEqualTo(posts("last")).isEqualTo(2);
    }

    @Test
    void whatWasAnsweredIsRememberedWhileAnotherHangs() throws Exception {
        AtomicInteger seen = new AtomicInteger();
        slack = channel -> {
            if (channel.equals("first")) {
                Patience.await()
                        .atMost(Duration.ofSeconds(5))
                        .until(() -> told("last").at() == clock.millis());
                seen.incrementAndGet();
            }
            return 200;
        };
        starts();
        assertThat(seen).hasValue(1);
        assertThat(told("first").at()).isEqualTo(clock.millis());
    }

    @Test
    void whatWasRefusedIsTriedAgainAtTheNextStart() throws Exception {
        slack = channel -> channel.equals("first") ? 500 : 200;
        starts();
        assertThat(told("first")).isNull();
        assertThat(told("last")).isNotNull();
        starts();
        assertThat(posts("first")).isEqualTo(2);
        assertThat(posts("last")).isEqualTo(1);
    }
}
