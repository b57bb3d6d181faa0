package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.sandbox.Fault;
import io.haetae.sandbox.SandboxRecords;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} of three accounts: a fine one, one with a wrong key, one whose webhook is refused. */
class CheckAccountsTest {

    private static final Clock CLOCK = Clock.fixed(Terminal.NOW, ZoneOffset.UTC);

    @TempDir
    Path folder;

    private Surround surround;
    private CheckShown check;
    private final List<SandboxTracer> tracers = new ArrayList<>();
    private final SandboxSlack refuses = SandboxSlack.start(CLOCK);

    @BeforeEach
    void setUp() {
        surround = new Surround(folder);
        check = new CheckShown(surround);
        surround.environment.keySet().removeAll(List.of("NCLOUD_ACCESS_KEY", "NCLOUD_SECRET_KEY", "HAETAE_TRACER_URL"));
        surround.environment.put("HAETAE_ACCOUNTS", "fine,wrong,deaf");
        surround.environment.put(
                "HAETAE_ACCOUNT_DEAF_WEBHOOK_URL", refuses.webhook().toString());
        refuses.always(Fault.status(403, "invalid_token"));
        account("fine", "right");
        account("wrong", "another");
        account("deaf", "right");
    }

    @AfterEach
    void tearDown() {
        surround.close();
        refuses.close();
        tracers.forEach(SandboxTracer::close);
    }

    private void account(String name, String secret) {
        String key = (name + "ACCESSKEY0000000000000").substring(0, 20);
        SandboxTracer tracer = SandboxTracer.start(CLOCK, key, "right");
        tracer.add(new SandboxRecords(1).rootLogin(Terminal.NOW.minusSeconds(600), name, "198.51.100.23", "KR", ""));
        tracers.add(tracer);
        String variable = "HAETAE_ACCOUNT_" + name.toUpperCase(Locale.ROOT);
        surround.environment.put(variable + "_ACCESS_KEY", key);
        surround.environment.put(variable + "_SECRET_KEY", secret);
        surround.environment.put(variable + "_TRACER_URL", tracer.url().toString());
    }

    @Test
    void oneAccountsTroubleEndsOnlyWhatDependsOnIt() {
        String out = check.run("en", 1, "--send");
        assertThat(states(out, "account fine")).containsOnly("ok");
        assertThat(states(out, "account wrong"))
                .containsExactly("ok", "ok", "ok", "ok", "ok", "failed", "skipped", "skipped", "skipped");
        assertThat(states(out, "account deaf")).containsOnly("ok");
        assertThat(out).contains("3 accounts: fine, wrong, deaf\n").containsPattern("channel \\S+ of fine, wrong\n");
        assertThat(out.split("root logins    1 seen", -1)).as("days told").hasSize(3);
        assertThat(surround.slack.messages())
                .singleElement()
                .satisfies(post -> assertThat(post.text()).contains("fine, wrong:"));
        assertThat(refuses.posts()).hasSize(1);
        assertThat(out.replaceAll("(?s).*\n\n", ""))
                .matches("failed: account wrong: signature; channel [0-9a-f]+: test line\n");
    }

    @Test
    void inKorean() {
        String out = check.run("ko", 1, "--send");
        assertThat(out).contains("계정 3개: fine, wrong, deaf\n").containsPattern("채널 \\S+ \\(deaf\\)\n");
        assertThat(out.replaceAll("(?s).*\n\n", "")).matches("실패: 계정 wrong: 서명; 채널 [0-9a-f]+: 점검 메시지\n");
    }

    @Test
    void oneAccountsConfigurationIsThatOfAll() {
        surround.environment.put("HAETAE_ACCOUNT_WRONG_TRACER_URL", "http://tracer.example.com");
        String out = check.run("en", 2);
        assertThat(out.replaceAll("\\s+", " "))
                .contains("failed configuration HAETAE_ACCOUNT_WRONG_TRACER_URL: is not https →")
                .endsWith("failed: configuration ");
        assertThat(tracers).allMatch(tracer -> tracer.requests().isEmpty());
    }

    /** Of the links of that part, but for what belongs to no link. */
    private static List<String> states(String out, String part) {
        return out.lines()
                .dropWhile(line -> !line.equals(part))
                .skip(1)
                .takeWhile(line -> line.isEmpty() || line.startsWith(" "))
                .filter(line -> line.matches("  (ok|failed|skipped) .*"))
                .map(line -> line.strip().replaceFirst(" .*", ""))
                .toList();
    }
}
