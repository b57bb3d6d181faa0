package io.haetae;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** TLS in front of a server that speaks plain HTTP. */
public final class TlsFront implements AutoCloseable {

    private final ServerSocket server;
    private final URI behind;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "tls-front");
        thread.setDaemon(true);
        return thread;
    });

    /** @param behind its host and port count */
    public TlsFront(TestCa ca, InetAddress address, URI behind) throws Exception {
        this.behind = behind;
        this.server = ca.server().getServerSocketFactory().createServerSocket(0, 50, address);
        threads.execute(this::serve);
    }

    /** The address behind it, as it is reached through it. */
    public URI url() {
        return URI.create("https://" + server.getInetAddress().getHostAddress() + ":" + port() + behind.getPath());
    }

    private int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.execute(() -> lead(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void lead(Socket client) {
        try (client;
                Socket inner = new Socket(behind.getHost(), behind.getPort())) {
            threads.execute(() -> copy(inner, client));
            copy(client, inner);
        } catch (IOException e) {
            // the client does not trust us, or somebody hung up
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            // the other side is told by the end of its connection
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
