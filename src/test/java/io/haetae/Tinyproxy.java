package io.haetae;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Debian's tinyproxy, on loopback. */
public final class Tinyproxy implements AutoCloseable {

    public static final String MISSING = "there is no tinyproxy: apt-get install tinyproxy";

    private static final Path PROGRAM = Path.of("/usr/bin/tinyproxy");

    private final Process process;
    private final Path log;
    public final int port;

    public static boolean isThere() {
        return Files.isExecutable(PROGRAM);
    }

    /** Loopback is never proxied, so that it takes another address of this machine; empty if it has none. */
    public static Optional<InetAddress> whereItLeads() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(found -> found instanceof Inet4Address && !found.isLoopbackAddress())
                .findFirst();
    }

    /** @param options lines of its configuration, beside those that it needs */
    public Tinyproxy(Path folder, String... options) throws IOException {
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
    public List<String> led() throws IOException {
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
