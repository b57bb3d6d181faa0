package io.haetae.e2e;

import io.haetae.Keytool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;

/** A TLS server whose certificate nobody vouches for, made by the running JDK's keytool. */
final class SelfSigned implements AutoCloseable {

    private final Path keys;
    private final ServerSocket server;

    SelfSigned(Path folder) throws Exception {
        keys = folder.resolve("keys.p12");
        Keytool.run(keys, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1");
        server = Keytool.context(keys)
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "self-signed");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                connection.getInputStream().read(); // the handshake, which the client breaks off
            } catch (IOException e) {
                // the client does not trust us, or the server is closed
            }
        }
    }

    /** Where its certificate is, too. */
    Path keys() {
        return keys;
    }

    URI url() {
        return URI.create("https://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
