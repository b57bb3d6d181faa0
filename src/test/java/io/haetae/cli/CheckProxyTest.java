package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haetae.Tinyproxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} where the proxy is in the way: a real one, or none at all. */
class CheckProxyTest {

    private static final URI TRACER = URI.create("https://tracer.invalid");
    private static final String SLACK = "https://hooks.slack.com/services/T0/B0/secretpath";
    private static final String NOBODY = "Allow 198.51.100.1";
    private static final String PASSWORD = "proxy-pass-word";

    @TempDir
    Path folder;

    private Surround surround;
    private CheckShown check;

    @BeforeEach
    void setUp() {
        surround = new Surround(folder);
        check = new CheckShown(surround);
    }

    @AfterEach
    void tearDown() {
        surround.close();
    }

    private Tinyproxy proxy(String... options) throws IOException {
        assumeTrue(Tinyproxy.isThere(), Tinyproxy.MISSING);
        Tinyproxy proxy = new Tinyproxy(folder, options);
        surround.environment.put("HTTPS_PROXY", "http://127.0.0.1:" + proxy.port);
        return proxy;
    }

    /** Nobody listens there, and nobody else can come to. */
    private static Socket taken(InetAddress address) throws IOException {
        Socket taken = new Socket();
        taken.bind(new InetSocketAddress(address, 0));
        return taken;
    }

    @Test
    void aProxyThatCantReachTheTracer() throws Exception {
        Optional<InetAddress> elsewhere = Tinyproxy.whereItLeads();
        assumeTrue(elsewhere.isPresent(), "this machine has no address but loopback");
        try (Tinyproxy proxy = proxy();
                Socket taken = taken(elsewhere.get())) {
            String at = elsewhere.get().getHostAddress() + ":" + taken.getLocalPort();
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
                "실패 TCP 프록시 " + at + "에서 " + host + "에 연결해 주지 않습니다(응답 코드 " + status + ")"
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
                        "실패 TCP 프록시 " + at + "에서 tracer.invalid에 연결해 주지 않습니다(응답 코드 " + status + ")"
                                + " → 사용자와 비밀번호가 없거나 다릅니다. haetae.proxy-url(또는 HTTPS_PROXY)이 맞는지"
                                + " 확인해 주세요.");
                assertThat(surround.terminal.out).doesNotContain("wrong-pass-word");
            }
        }
    }

    @Test
    void aProxyWhereNobodyListens() throws IOException {
        try (Socket taken = taken(InetAddress.getLoopbackAddress())) {
            String at = "127.0.0.1:" + taken.getLocalPort();
            surround.environment.put("HTTPS_PROXY", "http://" + at);
            surround.tracerAt(TRACER);
            check.fails(
                    "failed TCP the proxy " + at + " refuses the connection"
                            + " → is haetae.proxy-url (or HTTPS_PROXY) right?"
                            + " If so, is the way out open: firewall, routes, proxy?",
                    "실패 TCP 프록시 " + at + "에서 연결을 거부합니다"
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
                "실패 DNS 프록시 proxy.invalid:3128의 주소를 DNS에서 찾을 수 없습니다"
                        + " → haetae.proxy-url(또는 HTTPS_PROXY)이 맞는지 확인해 주세요."
                        + " 이 서버에서 DNS가 되는지도 확인해 주세요.");
    }

    @Test
    void slackBehindAProxyThatRefuses() throws Exception {
        try (Tinyproxy proxy = proxy(NOBODY)) {
            surround.environment.put("WEBHOOK_URL", SLACK);
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
        try (Socket taken = taken(InetAddress.getLoopbackAddress())) {
            String at = "127.0.0.1:" + taken.getLocalPort();
            surround.environment.put("HTTPS_PROXY", "http://" + at);
            surround.environment.put("WEBHOOK_URL", SLACK);
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
