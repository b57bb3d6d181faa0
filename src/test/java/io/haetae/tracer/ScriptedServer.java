package io.haetae.tracer;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.Network;
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
import org.junit.jupiter.api.Timeout;

/** A server on loopback that writes what a test tells it to, and a client whose requests are bounded. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ScriptedServer {

    static final Duration DEADLINE = Duration.ofMillis(300);
    static final int MOST = 1 << 20;

    final ExecutorService threads = Executors.newCachedThreadPool();
    final CountDownLatch over = new CountDownLatch(1);
    final CountDownLatch asked = new CountDownLatch(1);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    volatile Script script;
    private ServerSocket server;
    BoundedHttp bounds;
    private CloseableHttpClient client;

    interface Script {
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
        bound(Duration.ofSeconds(60)); // for answers that come at once, on however slow a machine
    }

    void bound(Duration deadline) {
        if (bounds != null) {
            bounds.close();
        }
        bounds = new BoundedHttp(deadline, MOST, Network.DIRECT);
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

    void assertGivenUpInTime() {
        bound(DEADLINE);
        long begun = System.nanoTime();
        assertFails(Family.DEADLINE);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(took).isBetween(DEADLINE, DEADLINE.plusSeconds(20));
    }

    NoWholeAnswer assertFails(Family family) {
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

    String ask() throws IOException {
        HttpPost request = new HttpPost("http://127.0.0.1:" + server.getLocalPort() + "/api");
        return client.execute(
                request, response -> response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity()));
    }

    void drip(OutputStream out) throws Exception {
        while (!over.await(20, TimeUnit.MILLISECONDS)) {
            out.write('x');
            out.flush();
        }
    }

    static void answer(OutputStream out, String headers, byte[] body) throws IOException {
        out.write(("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n").getBytes(US_ASCII));
        out.write(body);
        out.flush();
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
