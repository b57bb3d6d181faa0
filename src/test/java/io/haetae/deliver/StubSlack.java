package io.haetae.deliver;

import com.slack.api.util.json.GsonFactory;
import com.slack.api.webhook.Payload;
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

    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private volatile Runnable onPost = () -> {};
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

    /** The texts that were posted to that path, in order. */
    List<String> texts(String path) {
        return posts.stream()
                .filter(post -> post.path.equals(path))
                .map(post -> GsonFactory.createSnakeCase()
                        .fromJson(post.body, Payload.class)
                        .getText())
                .toList();
    }

    /** Done once, when a post has come and before it is answered. */
    void onPost(Runnable deed) {
        onPost = deed;
    }

    private record Post(String path, String body) {}

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread thread = new Thread(() -> serve(socket), "stub-slack-post");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                // the test is over
            }
        }
    }

    private void serve(Socket socket) {
        try {
            answer(socket);
        } catch (IOException e) {
            // the client's end of it, or ours
        }
    }

    private void answer(Socket socket) throws IOException {
        Post post = request(new BufferedInputStream(socket.getInputStream()));
        posts.add(post);
        payloads.add(post.body);
        Runnable deed = onPost;
        onPost = () -> {};
        deed.run();
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

    private static Post request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("cut off");
            }
            head.append((char) c);
        }
        String length = head.toString().replaceAll("(?is).*content-length: *([0-9]+).*", "$1");
        return new Post(
                head.toString().split(" ")[1],
                new String(in.readNBytes(Integer.parseInt(length)), StandardCharsets.UTF_8));
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
