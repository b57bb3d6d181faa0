package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haetae.sandbox.SandboxRecords;
import io.haetae.store.FilledStore;
import io.haetae.store.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands say in Korean, which they speak unless they are told otherwise. */
class KoreanTest {

    private static final long NOW = Terminal.NOW.toEpochMilli();
    private static final long MINUTE = 60_000;

    @TempDir
    Path folder;

    Terminal terminal;

    @BeforeEach
    void setUp() {
        terminal = new Terminal(folder);
        terminal.language = "";
    }

    @Test
    void status() {
        try (FilledStore store = FilledStore.in(terminal.data())) {
            store.account("default", NOW - 12_000, 200, "the tracer has trouble of its own (HTTP 503): Endpoint Error")
                    .cursor("default", 0, NOW - 12_000)
                    .cursor("default", 15 * MINUTE, NOW - 20 * MINUTE)
                    .rule("default", "root-login")
                    .alert("waiting", Severity.HIGH, "김관리")
                    .alert("dead", Severity.CRITICAL, "김관리")
                    .channel("0123456789abcdef", NOW + MINUTE, 3, "429")
                    .condition("default", "clock", NOW - 61 * MINUTE, "{\"offset\":\"-240000\"}");
            assertThat(terminal.run("status")).isEqualTo(1);
        }
        assertThat(terminal.out).isEqualTo("""
                        상태: 2024-06-01 21:00:00+09:00, Asia/Seoul
                        감시  실행 중, 프로세스 %d
                        계정 default
                          마지막 완료 조회    2024-06-01 20:59:48   12초 전
                          마지막 응답         200
                          마지막 오류         2024-06-01 20:59:48   12초 전
                                              트레이서에 장애가 있습니다 (HTTP 503): Endpoint Error
                          기록                1,234건 읽음, 해석할 수 없는 기록 없음
                          head                2024-06-01 20:59:48   12초 밀림
                          sweep 15m           2024-06-01 20:40:00   5분 밀림
                          규칙                1개: root-login
                          clock               2024-06-01 19:59:00   1시간 1분 전부터
                                              2024-06-01 19:59:00부터 이 서버의 시계가 약 4분 빠릅니다.
                                              원인: 시각 동기화(NTP)가 되지 않고 있습니다. 조치: chrony
                                              등 시각 동기화를 확인해 주세요. 그동안은 보정한 시각으로
                                              계속 읽습니다.
                        발신함
                          알림                대기 1건, 보내는 중 0건, 보내지 못함 1건, 보냄 0건
                          채널                2024-06-01 21:01:00까지 보류
                          채널 실패           2024-06-01 21:00:00부터 연속 3번
                                              429

                        비정상: 진행 중: clock; 보내지 못한 알림 1건(alerts list --state dead로 확인)
                        """.formatted(ProcessHandle.current().pid()));
    }

    @Test
    void wellWithAndWithoutAWatch() {
        try (FilledStore store = FilledStore.in(terminal.data())) {
            store.account("default", NOW, 200, null);
            assertThat(terminal.run("status")).isZero();
            assertThat(terminal.out).endsWith("\n정상\n");
        }
        assertThat(terminal.run("status")).isZero();
        assertThat(terminal.out).contains("감시  실행 중이 아님\n").endsWith("\n아직은 정상이지만 실행 중인 감시가 없습니다\n");
        assertThat(terminal.run("alerts", "list")).isZero();
        assertThat(terminal.err).isEqualTo("알림이 없습니다\n");
    }

    @Test
    void check() {
        try (Surround surround = new Surround(folder)) {
            surround.terminal.language = "";
            surround.tracer.add(new SandboxRecords(1)
                    .rootLogin(Terminal.NOW.minusSeconds(600), "소유자@example.com", "198.51.100.23", "KR", ""));
            surround.environment.put("WEBHOOK_URL", "https://hooks.slack.com/triggers/T0/1/secretpath");
            assertThat(surround.run("check", "--send")).isEqualTo(1);
            terminal = surround.terminal;
        }
        String channel = terminal.out.replaceAll("(?s).*\n채널 (\\S+) .*", "$1");
        assertThat(terminal.out.replaceAll("  정상     데이터 폴더 .*\n( {26}.*\n)*", ""))
                .isEqualTo("""
                        haetae (not packaged)
                          정상     설정           계정 1개: default
                          정상     저장소         처음 시작할 때 만듭니다
                          정상     규칙           2개: root-access-key, root-login
                        계정 default
                          정상     DNS            127.0.0.1의 주소를 찾았습니다
                          정상     TCP            연결됩니다
                          정상     TLS            루프백이라 TLS 없이 http를 씁니다
                          정상     HTTP           응답합니다
                          정상     시계           트레이서와 초 단위까지 맞습니다
                          정상     서명           인증되었습니다
                          정상     권한           활동 기록을 읽을 수 있습니다
                          정상     페이징         page,size(기록이 적어 추정입니다); 응답에도 page,size
                          정상     최근 24시간    기록 1건. 모두 읽었습니다(요청 5번)
                                   root 로그인    1건 있습니다. 로그인이 기록됩니다
                                   기록 없는 규칙 root-access-key

                             건수  상품     유형      작업   사용자
                                1  Account  Customer  Login  root
                                   → root-login

                        채널 %1$s (default)
                          실패     웹훅           Slack의 수신 웹훅이 아닙니다. 수신 웹훅은
                                                  https://hooks.slack.com/services/…입니다
                                                  → 채널의 수신 웹훅에서 주소를 다시 복사해 주세요
                          건너뜀   점검 메시지    웹훅 실패로 건너뜁니다

                        실패: 채널 %1$s: 웹훅
                        """.formatted(channel));
        assertFits();
    }

    @Test
    void jsonHasKoreanTextsUnderEnglishKeysAndCodes() throws IOException {
        try (Surround surround = new Surround(folder)) {
            surround.terminal.language = "";
            assertThat(surround.run("check", "--json")).isZero();
            JsonNode links = new JsonMapper().readTree(surround.terminal.out).get("links");
            assertThat(links.get(1).get("name").textValue()).isEqualTo("data folder");
            assertThat(links.get(1).get("state").textValue()).isEqualTo("ok");
            assertThat(links.get(5).get("of").textValue()).isEqualTo("account default");
            assertThat(links.get(5).get("text").textValue()).isEqualTo("연결됩니다");
        }
    }

    @Test
    void theFilesLanguageIsThatOfTheCommand() throws IOException {
        Files.writeString(folder.resolve("application.properties"), "haetae.language=en\n");
        assertThat(terminal.run("--help")).isZero();
        assertThat(terminal.out).startsWith("Usage: haetae [-hV] COMMAND\nWatches the activity log");
        assertThat(terminal.run(Map.of("HAETAE_LANGUAGE", "ko"), "--help")).isZero();
        assertThat(terminal.out).startsWith("사용법:\n  haetae [-hV] COMMAND\n네이버 클라우드 계정의");
    }

    @Test
    void help() {
        assertThat(terminal.run("alerts", "show", "--help")).isZero();
        assertThat(terminal.out).isEqualTo("""
                사용법:
                  haetae alerts show [-hV] [--config=FILE] ID
                알림 하나의 모든 내용을 보여 줍니다.
                      ID              alerts list에 나오는 id.
                      --config=FILE   bin/ 옆의 application.properties 대신 쓸 설정 파일.
                  -h, --help          이 도움말을 보여 줍니다.
                  -V, --version       버전을 보여 줍니다.
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "run",
                "check",
                "status",
                "alerts",
                "alerts list",
                "alerts replay",
                "records",
                "drill",
                "accounts",
                "accounts rename",
                "accounts forget",
                "encrypt",
                "demo"
            })
    void everyHelpFitsAndEachOfItsLinesSaysSomething(String command) {
        assertThat(terminal.run((command + " --help").strip().split(" "))).isZero();
        assertFits();
        List<String> lines = terminal.out.lines().toList();
        assertThat(lines).noneMatch(line -> line.matches(" +(-\\S, )?-?-?[A-Za-z=.-]+ *"));
        assertThat(String.join("\n", lines)).containsPattern("[가-힣]").doesNotContain("${", "Show this help");
    }

    @Test
    void aTableOfAlerts() {
        try (FilledStore store = FilledStore.in(terminal.data())) {
            store.alert("waiting", Severity.HIGH, "김관리").alert("dead", Severity.CRITICAL, "admin");
        }
        assertThat(terminal.run("alerts", "list")).isZero();
        assertThat(terminal.out).isEqualTo("""
                ID  상태     심각도    내용
                 1  waiting  high      김관리
                 2  dead     critical  admin
                """);
        assertThat(terminal.run("alerts", "replay", "1", "2", "7")).isEqualTo(1);
        assertThat(terminal.out).isEqualTo("알림 1건을 다시 보냅니다\n");
        assertThat(terminal.err).isEqualTo("haetae: 알림 1번은 그대로 둡니다. waiting 상태입니다\nhaetae: 알림 7번은 없습니다\n");
    }

    private void assertFits() {
        assertThat(terminal.out.lines())
                .allSatisfy(line -> assertThat(Columns.width(line)).as(line).isLessThanOrEqualTo(80));
    }
}
