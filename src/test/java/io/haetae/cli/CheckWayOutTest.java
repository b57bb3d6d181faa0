package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haetae.TestCa;
import io.haetae.Tinyproxy;
import io.haetae.TlsFront;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} over HTTPS with a CA of its own, and through a real proxy. */
class CheckWayOutTest {

    @TempDir
    static Path certificates;

    private static InetAddress elsewhere;
    private static TestCa ca;

    @TempDir
    Path folder;

    private Surround surround;
    private CheckShown check;
    private TlsFront tracer;
    private TlsFront slack;

    @BeforeAll
    static void prepare() throws Exception {
        elsewhere = Tinyproxy.whereItLeads().orElse(null);
        ca = new TestCa(certificates);
    }

    @BeforeEach
    void setUp() {
        surround = new Surround(folder);
        check = new CheckShown(surround);
    }

    @AfterEach
    void tearDown() throws IOException {
        surround.close();
        if (tracer != null) {
            tracer.close();
            slack.close();
        }
    }

    private void behindTls(InetAddress address) throws Exception {
        tracer = new TlsFront(ca, address, surround.tracer.url());
        slack = new TlsFront(ca, address, surround.slack.webhook());
        surround.tracerAt(tracer.url());
        surround.environment.put("WEBHOOK_URL", slack.url().toString());
        surround.environment.put("HAETAE_CA_FILE", ca.pem().toString());
    }

    private Tinyproxy proxy() throws IOException {
        assumeTrue(Tinyproxy.isThere(), Tinyproxy.MISSING);
        Tinyproxy proxy = new Tinyproxy(folder);
        surround.environment.put("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port);
        return proxy;
    }

    /** The output as if no line had been folded. */
    private static String unfolded(String out) {
        return out.replaceAll("\\s+", " ");
    }

    @Test
    void aCaOfOnesOwn() throws Exception {
        behindTls(InetAddress.getLoopbackAddress());
        String out = check.run("en", 0, "--send");
        assertThat(out)
                .contains("  ok       TLS            its certificate is trusted\n")
                .endsWith("\nall is well\n");
        assertThat(surround.slack.messages()).hasSize(1);
    }

    @Test
    void aCaThatNobodyHasNamed() throws Exception {
        behindTls(InetAddress.getLoopbackAddress());
        surround.environment.remove("HAETAE_CA_FILE");
        String at = tracer.url().getAuthority();
        String why = "(PKIX path building failed: unable to find valid certification path to requested target)";
        check.fails(
                List.of(
                        "failed TLS no TLS with " + at + " " + why
                                + " → is haetae.tracer-url right? A proxy that opens TLS needs its CA in haetae.ca-file.",
                        "failed test line no connection: SSLHandshakeException "
                                + why.replaceAll("[()]", "")
                                + " → a proxy that opens TLS needs its CA in haetae.ca-file"),
                List.of(
                        "실패 TLS " + at + "에 TLS로 연결되지 않습니다" + why
                                + " → haetae.tracer-url이 맞는지 확인해 주세요. TLS를 여는 프록시라면 그 CA를"
                                + " haetae.ca-file에 넣어 주세요.",
                        "실패 점검 메시지 연결할 수 없습니다: SSLHandshakeException "
                                + why.replaceAll("[()]", "")
                                + " → TLS를 여는 프록시라면 그 CA를 haetae.ca-file에 넣어 주세요"),
                "--send");
        assertThat(surround.tracer.requests()).isEmpty();
        assertThat(surround.slack.requests()).isEmpty();
    }

    @Test
    void throughAProxyToBothEnds() throws Exception {
        assumeTrue(elsewhere != null, "this machine has no address but loopback");
        try (Tinyproxy proxy = proxy()) {
            behindTls(elsewhere);
            String at = "127.0.0.1:" + proxy.port;
            assertThat(unfolded(check.run("en", 0, "--send")))
                    .contains(
                            "ok DNS the proxy " + at + " has an address; it looks up the tracer's",
                            "ok TCP the proxy " + at + " leads there",
                            "ok TLS its certificate is trusted",
                            "ok test line Slack has taken it");
            assertThat(unfolded(check.run("ko", 0)))
                    .contains(
                            "정상 DNS 프록시 " + at + "의 주소를 찾았습니다. 트레이서의 주소는 프록시가 찾습니다",
                            "정상 TCP 프록시(" + at + ")를 거쳐 연결됩니다");
            assertThat(proxy.led())
                    .contains(tracer.url().getAuthority(), slack.url().getAuthority());
        }
    }
}
