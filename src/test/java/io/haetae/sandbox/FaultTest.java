package io.haetae.sandbox;

import static io.haetae.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class FaultTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final SandboxTracer tracer =
            SandboxTracer.start(Clock.systemUTC(), TracerClient.ACCESS, TracerClient.SECRET);
    private final TracerClient client = new TracerClient(tracer);

    @AfterEach
    void close() {
        tracer.close();
    }

    @Test
    void answersWithTheStatusItIsTold() throws Exception {
        tracer.failNext(Fault.error(429, 410, "Throttle Limited", "Retry-After", "7"));
        HttpResponse<String> answer = client.ask("{}");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(answer.headers().firstValue("Date")).isPresent();
        assertThat(answer.body()).isEqualTo("{\"error\":{\"errorCode\":\"410\",\"message\":\"Throttle Limited\"}}");
        assertThat(client.ask("{}").statusCode()).isEqualTo(200);
    }

    @Test
    void failsInTheOrderItIsToldAndHeals() throws Exception {
        tracer.passNext();
        tracer.failNext(Fault.status(503, "later"), Fault.status(504, "later still"));
        tracer.failWhen(request -> request.text().contains("\"page\":1"), Fault.status(413, "large"));
        assertThat(client.ask("{}").statusCode()).isEqualTo(200);
        assertThat(client.ask("{}").statusCode()).isEqualTo(503);
        assertThat(client.ask("{}").statusCode()).isEqualTo(504);
        assertThat(client.ask("{}").statusCode()).isEqualTo(200);
        assertThat(client.ask("{\"page\":1}").statusCode()).isEqualTo(413);
        tracer.always(Fault.status(500, "down"));
        assertThat(client.ask("{\"page\":1}").statusCode()).isEqualTo(413);
        assertThat(client.ask("{}").statusCode()).isEqualTo(500);
        tracer.heal();
        assertThat(client.ask("{\"page\":1}").statusCode()).isEqualTo(200);
        assertThat(tracer.requests()).hasSize(8);
        assertThat(tracer.requests().get(4).text()).isEqualTo("{\"page\":1}");
        assertThat(tracer.requests().get(4).header("X-Ncp-Iam-Access-Key")).isEqualTo(TracerClient.ACCESS);
    }

    @Test
    void sendsTheBytesItIsGiven() throws Exception {
        byte[] bytes = {(byte) 0xff, 0, 1};
        tracer.failNext(Fault.raw(bytes, "text/plain", "br"), Fault.raw(bytes, null, null));
        HttpResponse<byte[]> answer = bytes();
        assertThat(answer.body()).isEqualTo(bytes);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain");
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("br");
        assertThat(bytes().headers().firstValue("Content-Type")).isEmpty();
    }

    @Test
    void hangs() {
        tracer.failNext(Fault.hang());
        assertThatThrownBy(() -> HTTP.send(
                        client.signed("{}", System.currentTimeMillis(), TracerClient.SECRET)
                                .timeout(PATIENCE)
                                .build(),
                        BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void closesAlthoughSomeoneHangs() throws Exception {
        tracer.failNext(Fault.hang());
        var answer = HTTP.sendAsync(
                client.signed("{}", System.currentTimeMillis(), TracerClient.SECRET)
                        .build(),
                BodyHandlers.ofString());
        await().until(() -> !tracer.requests().isEmpty());
        tracer.close();
        assertThatThrownBy(answer::get).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void resets() throws Exception {
        tracer.failNext(Fault.reset());
        try (Socket socket = raw()) {
            assertThatThrownBy(() -> socket.getInputStream().read()).hasMessageContaining("reset");
        }
    }

    @Test
    void drips() throws Exception {
        tracer.failNext(Fault.drip(Duration.ofMillis(20)));
        try (InputStream body = HTTP.send(
                        client.signed("{}", System.currentTimeMillis(), TracerClient.SECRET)
                                .build(),
                        BodyHandlers.ofInputStream())
                .body()) {
            assertThat(new String(body.readNBytes(5), StandardCharsets.US_ASCII))
                    .isEqualTo("{    ");
        }
    }

    @Test
    void dripsHeaders() throws Exception {
        tracer.failNext(Fault.dripHeaders(Duration.ofMillis(20)));
        try (Socket socket = raw()) {
            String begun = new String(socket.getInputStream().readNBytes(30), StandardCharsets.US_ASCII);
            assertThat(begun).isEqualTo("HTTP/1.1 200 OK\r\nX-Drip: xxxxx");
        }
    }

    @Test
    void neverEnds() throws Exception {
        tracer.failNext(Fault.endless());
        try (InputStream body = HTTP.send(
                        client.signed("{}", System.currentTimeMillis(), TracerClient.SECRET)
                                .build(),
                        BodyHandlers.ofInputStream())
                .body()) {
            assertThat(body.skip(40 << 20)).isPositive();
            assertThat(body.readNBytes(1 << 20)).hasSize(1 << 20);
        }
    }

    @Test
    void breaksOff() {
        tracer.failNext(Fault.cutOff());
        assertThatThrownBy(() -> client.ask("{}")).isInstanceOf(IOException.class);
    }

    @Test
    void packsABomb() throws Exception {
        tracer.failNext(Fault.bomb(64));
        byte[] packed = bytes().body();
        assertThat(packed.length).isLessThan(1 << 20);
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            assertThat(unpacked.transferTo(java.io.OutputStream.nullOutputStream()))
                    .isEqualTo(64 << 20);
        }
    }

    private HttpResponse<byte[]> bytes() throws Exception {
        return HTTP.send(
                client.signed("{}", System.currentTimeMillis(), TracerClient.SECRET)
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private Socket raw() throws IOException {
        Socket socket = new Socket(tracer.url().getHost(), tracer.url().getPort());
        socket.getOutputStream()
                .write("POST /api/v1/activities HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
