package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.sandbox.Fault;
import io.haetae.store.FilledStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands say in Korean when they fail. */
class KoreanErrorsTest {

    private static final long NOW = Terminal.NOW.toEpochMilli();

    @TempDir
    Path folder;

    Terminal terminal;

    @BeforeEach
    void setUp() {
        terminal = new Terminal(folder);
        terminal.language = "";
    }

    @Test
    void statusThatCantTell() {
        assertThat(terminal.run("status")).isEqualTo(2);
        assertThat(terminal.err)
                .isEqualTo("haetae: 알 수 없습니다: " + terminal.data() + "에 저장소가 없습니다. 이 데이터 폴더로 감시를 실행한 적이 있나요?\n");
    }

    @Test
    void aTracerThatCantBeReached() {
        try (Surround surround = new Surround(folder)) {
            surround.terminal.language = "";
            surround.tracerAt(URI.create("http://127.0.0.1:9"));
            assertThat(surround.run("records")).isEqualTo(1);
            assertThat(surround.terminal.err)
                    .isEqualTo("haetae: 계정 default: 트레이서에 연결할 수 없습니다: 127.0.0.1:9에서 연결을 거부합니다."
                            + " haetae.tracer-url이 맞는지 확인해 주세요. 맞다면 나가는 길이 열려 있는지(방화벽, 라우팅,"
                            + " 프록시) 확인해 주세요.\n");
        }
    }

    @Test
    void problemsOfTheConfigurationWhateverElseIsWrong() throws IOException {
        Map<String, String> wrong = Map.of("HAETAE_LANGUAGE", "kr", "HAETAE_TIME_ZONE", "Mars");
        assertThat(terminal.run(wrong, "records")).isEqualTo(2);
        assertThat(terminal.err)
                .contains("haetae: 설정: HAETAE_TIME_ZONE: \"Mars\" 값은 시간대가 아닙니다. Asia/Seoul이나 UTC처럼 써 주세요\n"
                        + "haetae: 설정: HAETAE_LANGUAGE: \"kr\" 언어는 지원하지 않습니다. ko나 en을 써 주세요\n");
        // a language is no reason for a monitor to hear nothing
        assertThat(terminal.run(wrong, "status")).isEqualTo(2);
        assertThat(terminal.err).contains("HAETAE_TIME_ZONE").doesNotContain("HAETAE_LANGUAGE");
        Path file = Files.writeString(folder.resolve("own.properties"), "haetae.language=en\nhaetae.data=\\u00\n");
        assertThat(terminal.run("records", "--config", file.toString())).isEqualTo(2);
        assertThat(terminal.err).contains("own.properties: has a malformed \\u escape");
        assertThat(terminal.run(Map.of("HAETAE_LANGUAGE", "ko"), "records", "--config=" + file))
                .isEqualTo(2);
        assertThat(terminal.err).contains("haetae: 설정: " + file + ": 잘못된 \\u 이스케이프가 있습니다. 문자를 그대로 UTF-8로 써 주세요\n");
        assertThat(terminal.run("status", "--config", "none.properties")).isEqualTo(2);
        assertThat(terminal.err)
                .isEqualTo("haetae: 설정: none.properties: 그런 파일이 없습니다. 읽을 수 있는 UTF-8 속성 파일을 --config로 지정해 주세요\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stats                 | haetae: 모르는 명령이나 인자입니다: stats",
                "status --what         | haetae: 모르는 옵션입니다: --what",
                "alerts                | haetae: list, show, replay 가운데 하나를 써 주세요",
                "alerts show           | haetae: 빠진 것이 있습니다: ID",
                "alerts show x         | haetae: ID에 쓸 수 없는 값입니다: x",
                "alerts replay 1 --all | haetae: 함께 쓸 수 없습니다: ID, --all",
                "status --config a --config b | haetae: 한 번만 쓸 수 있습니다: --config",
                "alerts list --state x | haetae: --state에는 waiting, sending, sent, dead 가운데 하나를 써 주세요",
                "records --since soon  | haetae: --since: \"soon\" 값은 기간이 아닙니다. 1h, 7d, 1h30m처럼 써 주세요",
                "records --since 91d   | haetae: --since: 트레이서는 90일까지만 보관합니다. 1h, 7d, 1h30m처럼 써 주세요",
                "demo --for 5s         | haetae: --for: 10초 이상이어야 합니다. 30s, 2m처럼 써 주세요",
                "drill root-beer       | haetae: root-beer 훈련은 없습니다. 있는 것은 root-login, root-access-key입니다",
            })
    void misuse(String arguments, String told) {
        assertThat(terminal.run(arguments.split(" "))).isEqualTo(2);
        assertThat(terminal.err.lines()).first().isEqualTo(told);
    }

    @Test
    void aStoreThatIsNone() throws IOException {
        Files.createDirectories(terminal.data());
        Path garbage = Files.writeString(terminal.data().resolve("haetae.db"), "no database ".repeat(100));
        assertThat(terminal.run("alerts", "list")).isEqualTo(1);
        assertThat(terminal.err)
                .startsWith("haetae: " + garbage + " 파일은 Haetae의 저장소가 아닙니다. 온전한 백업을 그 자리에 두거나"
                        + " run --fresh-store로 새로 시작해 주세요");
    }

    @Test
    void encryptWithoutAMasterPassword() {
        assertThat(terminal.run("encrypt")).isEqualTo(2);
        assertThat(terminal.err)
                .isEqualTo("haetae: 설정: HAETAE_MASTER_PASSWORD: 값이 없습니다. 이 값을 설정하거나"
                        + " HAETAE_MASTER_PASSWORD_FILE에 이 값만 든 파일을 지정해 주세요\n");
    }

    @Test
    void anAnswerThatIsNone() {
        try (Surround surround = new Surround(folder)) {
            surround.terminal.language = "";
            surround.tracer.always(Fault.status(200, "{}"));
            assertThat(surround.run("check")).isEqualTo(1);
            assertThat(surround.terminal.out.replaceAll("\\s+", " "))
                    .contains("실패 HTTP 응답이 활동 기록의 형식이 아닙니다 (HTTP 200): 'items' 배열이 없습니다"
                            + " → 프록시나 다른 서버가 트레이서 대신 응답하는지 확인해 주세요");
        }
    }

    @Test
    void theFolderOfARunningWatch() {
        try (FilledStore store = FilledStore.in(terminal.data())) {
            store.account("default", NOW, 200, null);
            assertThat(terminal.run("accounts", "rename", "default", "prod")).isEqualTo(2);
            assertThat(terminal.err)
                    .isEqualTo("haetae: " + terminal.data() + " 데이터 폴더를 다른 프로세스("
                            + ProcessHandle.current().pid() + ")가 사용하고 있습니다\n");
        }
        assertThat(terminal.run("accounts", "rename", "default", "prod")).isZero();
        assertThat(terminal.out).isEqualTo("default 계정의 이름은 이제 prod입니다\n");
    }

    @Test
    void badRules() throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        Path bad = Files.writeString(
                folder.resolve("routes/bad.camel.yaml"),
                "- route: {id: x, from: {uri: 'activity:A?prodct=b', steps: [{to: 'alert:high'}]}}");
        Map<String, String> environment = Map.of(
                "NCLOUD_ACCESS_KEY",
                Surround.ACCESS_KEY,
                "NCLOUD_SECRET_KEY",
                Surround.SECRET_KEY,
                "WEBHOOK_URL",
                "http://127.0.0.1:9/x");
        assertThat(terminal.run(environment, "drill", "root-login")).isEqualTo(2);
        assertThat(terminal.err)
                .isEqualTo("haetae: 규칙: " + bad + ": x 규칙: activity:에 prodct 매개변수는 없습니다."
                        + " product, productDisplayName, action, result, user, source 가운데서 써 주세요\n");
    }
}
