package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haetae.TestCa;
import io.haetae.Tinyproxy;
import io.haetae.TlsFront;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The watch as a process, over real HTTPS with a CA of its own, and through a real proxy. */
class WayOutTest {

    private static final String PASSWORD = "proxy-pass-word";

    @TempDir
    static Path certificates;

    private static InetAddress elsewhere;
    private static TestCa ca;

    @TempDir
    Path folder;

    private Child child;
    private TlsFront tracer;
    private TlsFront slack;

    @BeforeAll
    static void certify() throws Exception {
        elsewhere = Tinyproxy.whereItLeads().orElse(null);
        ca = new TestCa(certificates);
    }

    @BeforeEach
    void prepare() {
        child = new Child(folder);
    }

    @AfterEach
    void close() throws Exception {
        child.close();
        if (tracer != null) {
            tracer.close();
            slack.close();
        }
    }

    private void behindTls(InetAddress address) throws Exception {
        tracer = new TlsFront(ca, address, child.tracer.url());
        slack = new TlsFront(ca, address, child.slack.webhook());
        child.environment.put("HAETAE_TRACER_URL", tracer.url().toString());
        child.environment.put("WEBHOOK_URL", slack.url().toString());
        child.environment.put("HAETAE_CA_FILE", ca.pem().toString());
    }

    private void behindTlsWhereAProxyLeads() throws Exception {
        assumeTrue(Tinyproxy.isThere(), Tinyproxy.MISSING);
        assumeTrue(elsewhere != null, "this machine has no address but loopback");
        behindTls(elsewhere);
    }

    private void tellsOfALogin() throws Exception {
        child.login();
        child.until(() -> assertThat(child.logins()).as(child.out()).containsOnly(1L));
    }

    private String at(TlsFront front) {
        return front.url().getAuthority();
    }

    @Test
    void aCaOfOnesOwn() throws Exception {
        behindTls(InetAddress.getLoopbackAddress());
        child.environment.put("HTTPS_PROXY", "http://127.0.0.1:9"); // nobody listens there
        child.run();
        tellsOfALogin();
        assertThat(child.stop()).as(child.out()).isZero();
    }

    @Test
    void throughAProxyToBothEndsAndWithAPasswordThatIsPutRightWhileItRuns() throws Exception {
        behindTlsWhereAProxyLeads();
        try (Tinyproxy proxy = new Tinyproxy(folder, "BasicAuth watch " + PASSWORD)) {
            Path file = folder.resolve("proxy-url");
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, "http://watch:wrong-pass-word@127.0.0.1:" + proxy.port);
            child.environment.put("HAETAE_PROXY_URL_FILE", file.toString());
            child.run();
            child.login();
            child.until(() -> assertThat(child.out())
                    .contains("the proxy 127.0.0.1:" + proxy.port + " answers 40", "instead of leading to "));
            assertThat(child.tracer.requests()).isEmpty();

            Files.writeString(file, "http://watch:" + PASSWORD + "@127.0.0.1:" + proxy.port);
            tellsOfALogin();
            assertThat(child.stop()).as(child.out()).isZero();
            assertThat(proxy.led()).contains(at(tracer), at(slack));
            assertThat(child.out() + child.err()).doesNotContain(PASSWORD, "wrong-pass-word");
        }
    }

    @Test
    void theProxyOfAllProgramsButNotToWhomNoProxyNames() throws Exception {
        behindTlsWhereAProxyLeads();
        try (Tinyproxy proxy = new Tinyproxy(folder)) {
            child.environment.put("https_proxy", "http://127.0.0.1:" + proxy.port);
            child.environment.put("no_proxy", "example.com," + at(tracer));
            child.run();
            tellsOfALogin();
            assertThat(child.stop()).as(child.out()).isZero();
            assertThat(proxy.led()).containsOnly(at(slack));
        }
    }
}
