package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.sandbox.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} in each failing state: one failed line, with what to do, in either language. */
class CheckFailuresTest {

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

    @Test
    void aNameThatNobodyKnows() {
        surround.tracerAt(URI.create("https://tracer.invalid"));
        check.fails(
                "failed DNS the name tracer.invalid can't be looked up"
                        + " → is haetae.tracer-url right? Does DNS work here?",
                "실패 DNS tracer.invalid의 주소를 DNS에서 찾을 수 없습니다"
                        + " → haetae.tracer-url이 맞는지 확인해 주세요. 이 서버에서 DNS가 되는지도 확인해 주세요.");
    }

    @Test
    void aPortWhereNobodyListens() throws IOException {
        try (Socket taken = new Socket()) { // so that nobody else comes to listen there
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String at = "127.0.0.1:" + taken.getLocalPort();
            surround.tracerAt(URI.create("http://" + at));
            check.fails(
                    "failed TCP " + at + " refuses the connection"
                            + " → is haetae.tracer-url right? If so, is the way out open: firewall, routes, proxy?",
                    "실패 TCP " + at + "에서 연결을 거부합니다"
                            + " → haetae.tracer-url이 맞는지 확인해 주세요. 맞다면 나가는 길이 열려 있는지(방화벽, 라우팅,"
                            + " 프록시) 확인해 주세요.");
        }
    }

    @Test
    void aServerInTrouble() {
        surround.tracer.always(Fault.error(503, 500, "Endpoint Error"));
        check.fails(
                "failed HTTP the tracer has trouble of its own (HTTP 503):"
                        + " {\"error\":{\"errorCode\":\"500\",\"message\":\"Endpoint Error\"}}"
                        + " → try again later; the watch itself does so each minute",
                "실패 HTTP 트레이서에 장애가 있습니다 (HTTP 503):"
                        + " {\"error\":{\"errorCode\":\"500\",\"message\":\"Endpoint Error\"}}"
                        + " → 나중에 다시 점검해 주세요. 감시는 1분마다 다시 시도합니다");
    }

    @Test
    void anotherServerInTheTracersPlace() {
        surround.tracer.always(Fault.status(404, "<html>nothing here</html>"));
        check.fails(
                "failed HTTP wrong host or zone: haetae.tracer-url leads nowhere (HTTP 404): <html>nothing here</html>"
                        + " → is haetae.tracer-url that of the account's zone?",
                "실패 HTTP 호스트나 존이 틀렸습니다. haetae.tracer-url에 트레이서가 없습니다 (HTTP 404):"
                        + " <html>nothing here</html> → haetae.tracer-url이 계정이 있는 존의 주소인지 확인해 주세요");
    }

    @Test
    void aClockThatIsOff() {
        surround.tracer.offset(Duration.ofMinutes(10));
        check.fails(
                "failed clock this machine's is 10m behind the tracer's"
                        + " → set it, best by NTP: chronyd, systemd-timesyncd",
                "실패 시계 이 서버의 시계가 트레이서보다 10분 느립니다 → NTP(chronyd, systemd-timesyncd)로 시각을 맞춰 주세요");
    }

    @Test
    void aWrongSecret() {
        surround.environment.put("NCLOUD_SECRET_KEY", "WRONGSECRETKEY0000000000000000000000000");
        check.fails(
                "failed signature the tracer refuses the key, its signature or our clock (HTTP 401):"
                        + " {\"error\":{\"errorCode\":\"200\",\"message\":\"Authentication Failed\"}}"
                        + " → is the secret key that of this access key, are both active, and may this machine's"
                        + " address use them?",
                "실패 서명 트레이서가 키나 서명 또는 서버 시각을 거부합니다 (HTTP 401):"
                        + " {\"error\":{\"errorCode\":\"200\",\"message\":\"Authentication Failed\"}}"
                        + " → 시크릿 키가 이 액세스 키의 것인지, 둘 다 사용 중인지, 이 서버의 주소에서 쓸 수 있는지 확인해 주세요");
    }

    @Test
    void aMissingPolicy() {
        surround.tracer.always(Fault.error(401, 210, "Permission Denied"));
        check.fails(
                "failed permission the key may not read the tracer: the policy NCP_CLOUD_ACTIVITY_TRACER_VIEWER is"
                        + " missing (HTTP 401): {\"error\":{\"errorCode\":\"210\",\"message\":\"Permission Denied\"}}"
                        + " → give the sub account the policy NCP_CLOUD_ACTIVITY_TRACER_VIEWER",
                "실패 권한 키에 트레이서를 읽을 권한이 없습니다. NCP_CLOUD_ACTIVITY_TRACER_VIEWER 정책이 필요합니다"
                        + " (HTTP 401): {\"error\":{\"errorCode\":\"210\",\"message\":\"Permission Denied\"}}"
                        + " → 서브 계정에 NCP_CLOUD_ACTIVITY_TRACER_VIEWER 정책을 연결해 주세요");
    }

    @Test
    void aWebhookThatIsGone() {
        surround.slack.always(Fault.status(404, "no_service"));
        check.fails(
                "failed test line 404 no_service → is the webhook still there? If it was removed, make a new one",
                "실패 점검 메시지 404 no_service → 웹훅이 아직 있는지 확인해 주세요. 없어졌다면 새로 만들어 주세요",
                "--send");
        assertThat(surround.terminal.out)
                .doesNotContain(surround.slack.webhook().getPath());
    }
}
