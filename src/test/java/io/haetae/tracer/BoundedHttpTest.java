package io.haetae.tracer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haetae.tracer.TracerFailure.Family;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over real sockets: what a server can do to a client that trusts it. */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedHttpTest {

    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final int MOST = 1 << 20;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private volatile Script script;
    private ServerSocket server;
    private BoundedHttp bounds;
    private CloseableHttpClient client;

    private interface Script {
        void play(OutputStream out) throws Exception;
    }

    @BeforeEach
    void start() throws Exception {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.submit(() -> {
            while (!server.isClosed()) {
                Socket connection = server.accept();
                connections.add(connection);
                threads.submit(() -> serve(connection));
            }
            return null;
        });
        bound(DEADLINE);
    }

    private void bound(Duration deadline) {
        bounds = new BoundedHttp(deadline, MOST);
        HttpClientBuilder builder = HttpClientBuilder.create();
        bounds.configureHttpClient(builder);
        client = builder.build();
    }

    @AfterEach
    void stop() throws Exception {
        over.countDown();
        bounds.close();
        client.close();
        server.close();
        for (Socket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
    }

    private Void serve(Socket connection) throws Exception {
        try (connection) {
            InputStream in = connection.getInputStream();
            while (true) {
                int ends = 0;
                while (ends < 4) {
                    int b = in.read();
                    if (b < 0) {
                        return null;
                    }
                    ends = b == '\r' || b == '\n' ? ends + 1 : 0;
                }
                asked.countDown();
                script.play(connection.getOutputStream());
            }
        } catch (IOException e) {
            return null; // the client has hung up
        } finally {
            connections.remove(connection);
        }
    }

    @Test
    void givesAWholeAnswer() throws Exception {
        script = out -> answer(out, "", "whole".getBytes(US_ASCII));
        assertThat(ask()).isEqualTo("whole");
    }

    @Test
    void givesAnAnswerOfExactlyTheMost() throws Exception {
        script = out -> answer(out, "", new byte[MOST]);
        assertThat(ask()).hasSize(MOST);
    }

    @Test
    void givesAnAnswerWithoutABody() throws Exception {
        script = out -> out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(US_ASCII));
        assertThat(ask()).isEmpty();
    }

    @Test
    void givesUpABodyThatDrips() {
        script = out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(US_ASCII));
            drip(out);
        };
        assertGivenUpInTime();
    }

    @Test
    void givesUpHeadersThatDrip() {
        script = out -> {
            out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(US_ASCII));
            drip(out);
        };
        assertGivenUpInTime();
    }

    @Test
    void givesUpHeadersThatNeverCome() {
        script = out -> over.await();
        assertGivenUpInTime();
    }

    private void assertGivenUpInTime() {
        long begun = System.nanoTime();
        assertFails(Family.DEADLINE);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(took).isBetween(DEADLINE, DEADLINE.plusSeconds(3));
    }

    @Test
    void refusesABodyOverTheMost() {
        script = out -> answer(out, "", new byte[MOST + 1]);
        assertFails(Family.SHAPE);
    }

    @Test
    void refusesABodyWithoutAnEndAndDoesNotDrainIt() throws Exception {
        CountDownLatch hungUp = new CountDownLatch(1);
        script = out -> {
            out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
            try {
                while (true) {
                    out.write(new byte[1 << 16]);
                }
            } finally {
                hungUp.countDown();
            }
        };
        assertFails(Family.SHAPE);
        assertThat(hungUp.await(2, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void refusesASmallBodyThatUnpacksToMoreThanTheMost() throws Exception {
        byte[] bomb = gzip(new byte[MOST + 1]);
        assertThat(bomb).hasSizeLessThan(MOST / 100);
        script = out -> answer(out, "Content-Encoding: gzip\r\n", bomb);
        assertFails(Family.SHAPE);
        script = out -> answer(out, "Content-Encoding: gzip\r\n", gzip("packed".getBytes(US_ASCII)));
        assertThat(ask()).isEqualTo("packed");
    }

    @Test
    void tellsABodyThatIsCutOff() {
        script = out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc".getBytes(US_ASCII));
            out.flush();
            throw new IOException("cut");
        };
        assertThat(assertFails(Family.CUT_OFF).date()).isNull();
    }

    @Test
    void keepsTheDateOfAnAnswerThatBreaksOffOrDrips() {
        String headers = "HTTP/1.1 200 OK\r\nDate: Sat, 01 Jun 2024 00:02:00 GMT\r\nContent-Length: 10\r\n\r\n";
        script = out -> {
            out.write((headers + "abc").getBytes(US_ASCII));
            throw new IOException("cut");
        };
        assertThat(assertFails(Family.CUT_OFF).date()).isEqualTo("Sat, 01 Jun 2024 00:02:00 GMT");
        script = out -> {
            out.write(headers.getBytes(US_ASCII));
            over.await();
        };
        assertThat(assertFails(Family.DEADLINE).date()).isEqualTo("Sat, 01 Jun 2024 00:02:00 GMT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\nA\r\nabc", // truncated
                "Transfer-Encoding: chunked\r\n\r\nno number\r\n", // malformed
                "Content-Encoding: gzip\r\n\r\nno gzip",
                "Content-Encoding: deflate\r\n\r\nno deflate",
                "Content-Length: 10\r\nContent-Encoding: gzip\r\n\r\n"
            })
    void tellsABodyThatIsBroken(String answer) {
        script = out -> {
            out.write(("HTTP/1.1 200 OK\r\n" + answer).getBytes(US_ASCII));
            throw new IOException("cut");
        };
        assertFails(Family.CUT_OFF);
    }

    @Test
    void tellsPackedBytesThatBreakOffInTheMiddle() throws Exception {
        byte[] noise = new byte[10_000];
        new java.util.Random(1).nextBytes(noise);
        byte[] packed = gzip(noise);
        script = out -> answer(out, "Content-Encoding: gzip\r\n", java.util.Arrays.copyOf(packed, 5_000));
        assertFails(Family.CUT_OFF);
    }

    @Test
    void takesARefusalForWhatItIsHoweverItsBodyEnds() throws Exception {
        script = out -> {
            out.write("HTTP/1.1 503 Busy\r\nContent-Length: 10\r\n\r\nabc".getBytes(US_ASCII));
            throw new IOException("cut");
        };
        assertThat(ask()).isEqualTo("abc");
        script = out -> {
            out.write("HTTP/1.1 503 Busy\r\nContent-Length: 100000\r\n\r\nabc".getBytes(US_ASCII));
            over.await();
        };
        assertThat(ask()).isEqualTo("abc");
        script = out -> {
            out.write("HTTP/1.1 401 No\r\n\r\n".getBytes(US_ASCII));
            while (true) {
                out.write(new byte[1 << 16]);
            }
        };
        assertThat(ask()).hasSize(64 << 10);
    }

    @Test
    void givesUpHeadersWithoutAnEnd() {
        bounds.close();
        bound(Duration.ofMinutes(1));
        script = out -> {
            out.write("HTTP/1.1 200 OK\r\nX-Long: ".getBytes(US_ASCII));
            while (true) {
                out.write("x".repeat(1 << 16).getBytes(US_ASCII));
            }
        };
        assertThatThrownBy(this::ask).isInstanceOf(IOException.class).isNotInstanceOf(NoWholeAnswer.class);
        script = out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
            while (true) {
                out.write("X-Many: x\r\n".repeat(1000).getBytes(US_ASCII));
            }
        };
        assertThatThrownBy(this::ask).isInstanceOf(IOException.class).isNotInstanceOf(NoWholeAnswer.class);
    }

    @Test
    void asksOnceOnly() throws Exception {
        java.util.concurrent.atomic.AtomicInteger requests = new java.util.concurrent.atomic.AtomicInteger();
        script = out -> {
            requests.incrementAndGet();
            out.write(("HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(US_ASCII));
        };
        assertThat(ask()).isEmpty();
        assertThat(requests).hasValue(1);
    }

    @Test
    void leaksNoConnectionHoweverItEnds() throws Exception {
        byte[] large = new byte[MOST + 1];
        bounds.close();
        bound(Duration.ofMillis(150));
        for (int i = 0; i < 12; i++) { // the pool has five
            boolean drips = i % 2 == 0;
            script = out -> {
                if (drips) {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(US_ASCII));
                    drip(out);
                } else {
                    answer(out, "", large);
                }
            };
            assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
        }
        script = out -> answer(out, "", "fine".getBytes(US_ASCII));
        long begun = System.nanoTime();
        String last = null;
        for (int i = 0; i < 30; i++) {
            last = ask();
        }
        assertThat(last).isEqualTo("fine");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void abortsWhatIsUnderWayWhenItStops() throws Exception {
        bounds.close();
        bound(Duration.ofMinutes(1));
        script = out -> over.await();
        CompletableFuture<Throwable> end = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        ask();
                        return null;
                    } catch (Throwable e) {
                        return e;
                    }
                },
                threads);
        assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();
        bounds.stop();
        assertThat(end.get(2, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        NoWholeAnswer.class, e -> assertThat(e.family()).isEqualTo(Family.STOPPED));
        assertFails(Family.STOPPED);
    }

    private NoWholeAnswer assertFails(Family family) {
        try {
            ask();
        } catch (NoWholeAnswer e) {
            assertThat(e.family()).isEqualTo(family);
            return e;
        } catch (IOException e) {
            throw new AssertionError("no " + family, e);
        }
        throw new AssertionError("there was an answer");
    }

    private String ask() throws IOException {
        HttpPost request = new HttpPost("http://127.0.0.1:" + server.getLocalPort() + "/api");
        return client.execute(
                request, response -> response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity()));
    }

    private void drip(OutputStream out) throws Exception {
        while (!over.await(20, TimeUnit.MILLISECONDS)) {
            out.write('x');
            out.flush();
        }
    }

    private static void answer(OutputStream out, String headers, byte[] body) throws IOException {
        out.write(("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n").getBytes(US_ASCII));
        out.write(body);
        out.flush();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
