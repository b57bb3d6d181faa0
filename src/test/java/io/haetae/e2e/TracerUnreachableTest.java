package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.Deadlines;
import io.haetae.Keytool;
import io.haetae.store.Accounts;
import io.haetae.tracer.TracerFailure.Family;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** No connection, by whatever reason: told in words that say where to look, and nothing is lost. */
@Timeout(120)
class TracerUnreachableTest {

    /** For who never answers; with the ordinary ones it takes ten seconds. */
    private static final Deadlines QUICK =
            new Deadlines(Duration.ofMillis(500), Duration.ofMillis(1500), Duration.ofSeconds(7));

    private static final Duration BY_THE_QUICK_ONES = Duration.ofSeconds(9);

    @TempDir
    Path folder;

    private Estate estate;

    @BeforeEach
    void aWatchThatIsWellAndARecordThatItHasNotSeen() throws Exception {
        estate = new Estate(folder);
        estate.poll();
        estate.tracer.add(Records.login(1, estate.clock.millis() + 1_000));
    }

    @AfterEach
    void close() {
        estate.close();
    }

    @Test
    void aCertificateThatNobodyVouchesFor() throws Exception {
        try (SelfSigned server = new SelfSigned(folder)) {
            assertUnreachable(
                    server.url(),
                    Family.CONNECTION,
                    "no TLS with " + server.url().getAuthority(),
                    "CA",
                    "haetae.ca-file");
        }
    }

    @Test
    void aCertificateFromATrustStore() throws Exception {
        try (SelfSigned server = new SelfSigned(folder)) {
            System.setProperty("javax.net.ssl.trustStore", server.keys().toString());
            System.setProperty("javax.net.ssl.trustStorePassword", Keytool.PASSWORD);
            assertUnreachable(server.url(), Family.CONNECTION, "hung up without an answer");
        } finally {
            System.clearProperty("javax.net.ssl.trustStore");
            System.clearProperty("javax.net.ssl.trustStorePassword");
        }
    }

    @Test
    void aServerThatSpeaksNoTls() throws Exception {
        URI url = URI.create(estate.tracer.url().toString().replace("http:", "https:"));
        assertUnreachable(url, Family.CONNECTION, "no TLS with " + url.getAuthority(), "haetae.tracer-url");
    }

    @Test
    void aServerThatIsSilentInTheHandshake() throws Exception {
        try (ServerSocket silent = listening(5)) {
            assertUnreachableInTime(url("https", silent), Family.CONNECTION, "no connection to 127.0.0.1:", "firewall");
        }
    }

    @Test
    void aNameThatDoesNotExist() throws Exception {
        assertUnreachable(
                URI.create("https://no-such-host.invalid"),
                Family.CONNECTION,
                "the name no-such-host.invalid can't be looked up",
                "haetae.tracer-url",
                "DNS");
    }

    @Test
    void aPortWhereNobodyListens() throws Exception {
        try (Socket taken = new Socket()) { // so that nobody else comes to listen there
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI url = URI.create("http://127.0.0.1:" + taken.getLocalPort());
            assertUnreachable(
                    url,
                    Family.CONNECTION,
                    url.getAuthority() + " refuses the connection",
                    "haetae.tracer-url",
                    "firewall");
        }
    }

    @Test
    void anAddressThatTakesNoConnection() throws Exception {
        try (ServerSocket full = listening(1);
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(List.of(first, second)).allMatch(Socket::isConnected);
            assertUnreachableInTime(url("http", full), Family.CONNECTION, "no connection to 127.0.0.1:", "firewall");
        }
    }

    private void assertUnreachable(URI url, Family family, String... words) throws Exception {
        assertUnreachable(Deadlines.DEFAULT, url, family, words);
    }

    private void assertUnreachableInTime(URI url, Family family, String... words) throws Exception {
        assertThat(assertUnreachable(QUICK, url, family, words)).isLessThan(BY_THE_QUICK_ONES);
    }

    /** How long it took to be noticed. */
    private Duration assertUnreachable(Deadlines deadlines, URI url, Family family, String... words) throws Exception {
        List<Long> cursors = estate.cursors();
        int before = estate.tracer.requests().size();
        estate.tracerAt(url, deadlines);
        long began = System.nanoTime();
        estate.poll();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(estate.account().lastFailure()).startsWith(family.words()).contains(words);
        assertThat(estate.account().lastFailure()).doesNotContain("api/v1", Estate.ACCESS_KEY, "://");
        assertThat(new Accounts(estate.store()).lastFailure("default").family()).isEqualTo(family.name());
        assertThat(estate.tracer.requests()).hasSize(before);
        assertThat(estate.cursors()).isEqualTo(cursors);
        assertThat(estate.outbox()).containsEntry("waiting", 0L).containsEntry("sent", 0L);

        estate.tracerAt(estate.tracer.url(), Deadlines.DEFAULT);
        estate.poll();
        estate.poll();
        estate.deliver(5);
        assertThat(Told.lines(estate.slack)).hasSize(1);
        return took;
    }

    private static ServerSocket listening(int backlog) throws IOException {
        return new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }

    private static URI url(String scheme, ServerSocket server) {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort());
    }
}
