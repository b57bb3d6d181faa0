package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haetae.TestCa;
import io.haetae.Tinyproxy;
import io.haetae.TlsFront;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} over HTTPS with a CA of its own, and through a real proxy. */
class CheckWayOutTest {

    private static final URI TRACER = URI.create("https://tracer.invalid");
    private static final String NOBODY = "Allow 198.51.100.1";
    private static final String PASSWORD = "proxy-pass-word";

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
        InetAddress loopback = InetAddress.getLoopbackAddress();
        elsewhere = Tinyproxy.whereItLeads().orElse(null);
        ca = elsewhere == null ? new TestCa(certificates, loopback) : new TestCa(certificates, loopback, elsewhere);
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

    private Tinyproxy proxy(String... options) throws IOException {
        assumeTrue(Tinyproxy.isThere(), Tinyproxy.MISSING);
        Tinyproxy proxy = new Tinyproxy(folder, options);
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
                        "실패 TLS " + at + "과(와) TLS 연결이 되지 않습니다" + why
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
                            "정상 TCP 프록시 " + at + "을(를) 거쳐 연결됩니다");
            assertThat(proxy.led())
                    .contains(tracer.url().getAuthority(), slack.url().getAuthority());
        }
    }

    @Test
    void aProxyThatCantReachTheTracer() throws Exception {
        assumeTrue(elsewhere != null, "this machine has no address but loopback");
        try (Tinyproxy proxy = proxy();
                Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(elsewhere, 0));
            String at = elsewhere.getHostAddress() + ":" + taken.getLocalPort();
            surround.tracerAt(URI.create("https://" + at));
            assertRefused(proxy, 500, at);
        }
    }

    @Test
    void aProxyThatRefuses() throws Exception {
        try (Tinyproxy proxy = proxy(NOBODY)) {
            surround.tracerAt(TRACER);
            assertRefused(proxy, 403, TRACER.getHost());
            assertThat(surround.terminal.out).contains("정상     DNS", "건너뜀   TLS");
        }
    }

    private void assertRefused(Tinyproxy proxy, int status, String host) {
        String at = "127.0.0.1:" + proxy.port;
        check.fails(
                "failed TCP the proxy " + at + " answers " + status + " instead of leading to " + host
                        + " → is haetae.proxy-url (or HTTPS_PROXY) right? Does it allow the way to " + host
                        + ", and can it reach it?",
                "실패 TCP 프록시 " + at + "이(가) " + host + "에 연결해 주지 않습니다(응답 코드 " + status + ")"
                        + " → haetae.proxy-url(또는 HTTPS_PROXY)이 맞는지 확인해 주세요. 프록시에서 " + host
                        + " 접속이 허용되고 실제로 되는지도 확인해 주세요.");
    }

    @Test
    void aProxyThatWantsAPassword() throws Exception {
        try (Tinyproxy proxy = proxy("BasicAuth watch " + PASSWORD)) {
            surround.tracerAt(TRACER);
            String at = "127.0.0.1:" + proxy.port;
            for (String login : List.of("", "watch:wrong-pass-word@")) {
                surround.environment.put("HTTPS_PROXY", "http://" + login + at);
                int status = login.isEmpty() ? 407 : 401;
                check.fails(
                        "failed TCP the proxy " + at + " answers " + status + " instead of leading to tracer.invalid"
                                + " → it wants a user and a password, or others; is haetae.proxy-url (or HTTPS_PROXY)"
                                + " right?",
                        "실패 TCP 프록시 " + at + "이(가) tracer.invalid에 연결해 주지 않습니다(응답 코드 " + status + ")"
                                + " → 사용자와 비밀번호가 없거나 다릅니다. haetae.proxy-url(또는 HTTPS_PROXY)이 맞는지"
                                + " 확인해 주세요.");
                assertThat(surround.terminal.out).doesNotContain("wrong-pass-word");
            }
        }
    }

    @Test
    void aProxyWhereNobodyListens() throws IOException {
        try (Socket taken = new Socket()) { // so that nobody else comes to listen there
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String at = "127.0.0.1:" + taken.getLocalPort();
            surround.environment.put("HTTPS_PROXY", "http://" + at);
            surround.tracerAt(TRACER);
            check.fails(
                    "failed TCP the proxy " + at + " refuses the connection"
                            + " → is haetae.proxy-url (or HTTPS_PROXY) right?"
                            + " If so, is the way out open: firewall, routes, proxy?",
                    "실패 TCP 프록시 " + at + "이(가) 연결을 거부합니다"
                            + " → haetae.proxy-url(또는 HTTPS_PROXY)이 맞는지 확인해 주세요."
                            + " 맞다면 나가는 길이 열려 있는지(방화벽, 라우팅, 프록시) 확인해 주세요.");
        }
    }

    @Test
    void aProxyWhoseNameNobodyKnows() {
        surround.environment.put("HTTPS_PROXY", "http://proxy.invalid:3128");
        surround.tracerAt(TRACER);
        check.fails(
                "failed DNS the name of the proxy proxy.invalid:3128 can't be looked up"
                        + " → is haetae.proxy-url (or HTTPS_PROXY) right? Does DNS work here?",
                "실패 DNS 프록시 proxy.invalid:3128을(를) DNS에서 찾을 수 없습니다"
                        + " → haetae.proxy-url(또는 HTTPS_PROXY)이 맞는지 확인해 주세요."
                        + " 이 서버에서 DNS가 되는지도 확인해 주세요.");
    }

    @Test
    void slackBehindAProxyThatRefuses() throws Exception {
        try (Tinyproxy proxy = proxy(NOBODY)) {
            surround.environment.put("WEBHOOK_URL", "https://hooks.slack.com/services/T0/B0/secretpath");
            String at = "127.0.0.1:" + proxy.port;
            check.fails(
                    "failed test line no connection: IOException Unexpected response code for CONNECT: 403"
                            + " → is haetae.proxy-url (or HTTPS_PROXY) right, with user and password? Does the proxy "
                            + at
                            + " allow the way to hooks.slack.com?",
                    "실패 점검 메시지 연결할 수 없습니다: IOException Unexpected response code for CONNECT: 403"
                            + " → haetae.proxy-url(또는 HTTPS_PROXY)이 사용자와 비밀번호까지 맞는지, 프록시 " + at
                            + "에서 hooks.slack.com 접속이 허용되는지 확인해 주세요",
                    "--send");
            assertThat(surround.terminal.out).doesNotContain("secretpath");
        }
    }

    @Test
    void slackBehindAProxyWhereNobodyListens() throws IOException {
        try (Socket taken = new Socket()) { // so that nobody else comes to listen there
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String at = "127.0.0.1:" + taken.getLocalPort();
            surround.environment.put("HTTPS_PROXY", "http://" + at);
            surround.environment.put("WEBHOOK_URL", "https://hooks.slack.com/services/T0/B0/secretpath");
            check.fails(
                    "failed test line no connection: ConnectException Failed to connect to /" + at
                            + " → is haetae.proxy-url (or HTTPS_PROXY) right, with user and password? Does the proxy "
                            + at + " allow the way to hooks.slack.com?",
                    "실패 점검 메시지 연결할 수 없습니다: ConnectException Failed to connect to /" + at
                            + " → haetae.proxy-url(또는 HTTPS_PROXY)이 사용자와 비밀번호까지 맞는지, 프록시 " + at
                            + "에서 hooks.slack.com 접속이 허용되는지 확인해 주세요",
                    "--send");
        }
    }
}
