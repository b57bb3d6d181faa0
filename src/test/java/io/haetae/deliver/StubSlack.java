package io.haetae.deliver;

import io.haetae.Patience;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that answers as it was told, also in ways that no HTTP server would. Without orders it says {@code ok}. */
final class StubSlack implements AutoCloseable {

    static final String HANG = "hang";
    static final String RESET = "reset";
    static final String CUT_OFF = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\no";
    /** Leaves the connection open, as if more could come, and hangs up as soon as more does. */
    static final String OK_AND_STAY = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    static final String OK = answer(200, "ok");

    /** The bodies of the requests, in order. */
    final List<String> payloads = new CopyOnWriteArrayList<>();

    private final Queue<String> orders = new ConcurrentLinkedQueue<>();
    private final List<Socket> hanging = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final Thread thread = new Thread(this::serve, "stub-slack");

    StubSlack() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread.setDaemon(true);
        thread.start();
    }

    static String answer(int status, String body, String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return "HTTP/1.1 " + status + " Status\r\n" + more + "Connection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    void next(String... answers) {
        orders.addAll(List.of(answers));
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getLocalPort() + path;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                answer(server.accept());
            } catch (IOException e) {
                // the client's end of it, or ours
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        payloads.add(request(new BufferedInputStream(socket.getInputStream())));
        String order = orders.isEmpty() ? OK : orders.remove();
        if (order.equals(HANG)) {
            hanging.add(socket);
            return;
        }
        if (order.equals(RESET)) {
            socket.setSoLinger(true, 0);
        } else {
            socket.getOutputStream().write(order.getBytes(StandardCharsets.UTF_8));
        }
        if (order.equals(OK_AND_STAY)) {
            hanging.add(socket);
            Thread hangUp = new Thread(() -> hangUp(socket), "stub-slack-idle");
            hangUp.setDaemon(true);
            hangUp.start();
            return;
        }
        socket.close();
    }

    private static void hangUp(Socket socket) {
        try (socket) {
            socket.getInputStream().read();
        } catch (IOException e) {
            // it is closed already
        }
    }

    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("cut off");
            }
            head.append((char) c);
        }
        String length = head.toString().replaceAll("(?is).*content-length: *([0-9]+).*", "$1");
        return new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8);
    }

    /** Until the thread that listens has noticed, the kernel goes on taking connections. */
    @Override
    public void close() throws IOException, InterruptedException {
        server.close();
        thread.join(Patience.LIMIT.toMillis());
        for (Socket socket : hanging) {
            socket.close();
        }
    }
}
