package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's tinyproxy, on loopback. */
final class Tinyproxy implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/bin/tinyproxy");

    private final Process process;
    private final Path log;
    final int port;

    static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    /** @param options lines of its configuration, beside those that it needs */
    Tinyproxy(Path folder, String... options) throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        log = folder.resolve("tinyproxy.log");
        Path configuration = folder.resolve("tinyproxy.conf");
        Files.writeString(
                configuration,
                "Port " + port + "\nListen 127.0.0.1\nTimeout 60\nLogLevel Info\nLogFile \"" + log + "\"\n"
                        + String.join("\n", options) + "\n");
        process = new ProcessBuilder(PROGRAM.toString(), "-d", "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("tinyproxy.out").toFile())
                .start();
        Patience.await().ignoreExceptions().untilAsserted(() -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
            }
        });
    }

    /** Where it led, as {@code host:port}, each once for each connection. */
    List<String> led() throws IOException {
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains("CONNECT ") && line.contains("HTTP/1."))
                .map(line -> line.replaceFirst(".*CONNECT (\\S+) HTTP/1.*", "$1"))
                .toList();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
