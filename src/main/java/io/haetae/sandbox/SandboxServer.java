package io.haetae.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ExceptionListener;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpResponseInterceptor;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnection;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.ResponseConnControl;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.apache.hc.core5.io.CloseMode;

/** A plain HTTP server on loopback and an ephemeral port, whose {@code Date} is whatever it is told to be. */
final class SandboxServer implements AutoCloseable {

    /** Answers one request. An {@code IOException} resets the connection. */
    interface Handler {
        void handle(Received request, Wire wire) throws IOException;
    }

    /**
     * Where an answer goes.
     *
     * @param socket for answers that are no HTTP
     * @param closing falls when the server closes: what waits, waits on it
     */
    record Wire(ClassicHttpResponse response, Socket socket, CountDownLatch closing) {}

    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** @param date the {@code Date} header of each answer; null leaves it out */
    SandboxServer(Clock clock, Supplier<String> date, Handler handler) {
        server = ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getLoopbackAddress())
                .setListenerPort(0)
                .setConnectionFactory(Connection::bound)
                .setExceptionListener(ExceptionListener.NO_OP)
                .setHttpProcessor(HttpProcessorBuilder.create()
                        .add((HttpResponseInterceptor) (response, entity, context) -> dated(response, date.get()))
                        .addAll(new ResponseContent(), new ResponseConnControl())
                        .build())
                .setRequestRouter((routed, context) -> (request, response, inner) -> handler.handle(
                        received(request, clock.instant()), new Wire(response, Connection.SOCKET.get(), closing)))
                .create();
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create("http://" + server.getInetAddress().getHostAddress() + ":" + server.getLocalPort());
    }

    @Override
    public void close() {
        closing.countDown();
        server.close(CloseMode.IMMEDIATE);
    }

    private static void dated(HttpResponse response, String date) {
        if (date != null && !response.containsHeader(HttpHeaders.DATE)) {
            response.setHeader(HttpHeaders.DATE, date);
        }
    }

    private static Received received(ClassicHttpRequest request, Instant at) throws IOException {
        byte[] body = request.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(request.getEntity());
        Map<String, String> headers = Arrays.stream(request.getHeaders())
                .collect(Collectors.toMap(
                        header -> header.getName().toLowerCase(Locale.ROOT), Header::getValue, (a, b) -> a + ", " + b));
        return new Received(at, request.getMethod(), request.getRequestUri(), headers, body);
    }

    /** Tells the thread that serves it which socket it is on: the library keeps that to itself. */
    private static final class Connection extends DefaultBHttpServerConnection {

        private static final ThreadLocal<Socket> SOCKET = new ThreadLocal<>();
        private Socket socket;

        private Connection() {
            super("http", Http1Config.DEFAULT);
        }

        static Connection bound(Socket socket) throws IOException {
            Connection connection = new Connection();
            connection.bind(socket);
            connection.socket = socket;
            return connection;
        }

        @Override
        public ClassicHttpRequest receiveRequestHeader() throws HttpException, IOException {
            SOCKET.set(socket);
            return super.receiveRequestHeader();
        }
    }
}
