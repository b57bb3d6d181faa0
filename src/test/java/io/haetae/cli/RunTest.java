package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.haetae.sandbox.Fault;
import io.haetae.sandbox.SandboxRecords;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The watch as a process of its own, against the sandbox. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class RunTest {

    private static final String ACCESS = "EXAMPLEACCESSKEY0000";
    private static final String SECRET = "EXAMPLESECRETKEY00000000000000000000000";

    @TempDir
    Path folder;

    private final SandboxTracer tracer = SandboxTracer.start(Clock.systemUTC(), ACCESS, SECRET);
    private final SandboxSlack slack = SandboxSlack.start(Clock.systemUTC());
    private final SandboxRecords make = new SandboxRecords(1);
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void setUp() throws Exception {
        Files.writeString(folder.resolve("application.properties"), """
                haetae.tracer-url=%s
                haetae.poll-cron=* * * * * ?
                haetae.poll-overlap=3s
                haetae.sweep-every=2s
                haetae.sweep-ages=5s,10s
                haetae.routes=%s
                camel.main.startup-summary-level=Oneline
                """.formatted(
                        tracer.url(), Path.of("routes").toAbsolutePath()));
        tracer.add(make.rootLogin(Instant.now(), "owner@example.com", "203.0.113.7", "KR", "OTP"));
    }

    @AfterEach
    void tearDown() {
        processes.forEach(Process::destroyForcibly);
        tracer.close();
        slack.close();
    }

    @Test
    void watchesAloneAndEndsWellWithARequestUnderWay() throws Exception {
        Process watch = start("run");
        await().atMost(Duration.ofSeconds(20)).until(() -> slack.messages().size() == 1);

        Process status = start("status");
        assertThat(status.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(output(status)).contains("account default", "1 sent");
        assertThat(status.exitValue()).isZero();

        Process second = start("run");
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(2);
        assertThat(output(second)).contains("is in use by process " + watch.pid());

        tracer.always(Fault.hang());
        int before = tracer.requests().size();
        await().atMost(Duration.ofSeconds(10)).until(() -> tracer.requests().size() > before);
        watch.destroy();
        assertThat(watch.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(output(watch))
                .contains("first start, records from", "haetae ends")
                .doesNotContain("\tat ", SECRET, slack.webhook().getPath());
        assertThat(watch.exitValue()).isZero();
        assertThat(folder.resolve("data/native")).isEmptyDirectory();
    }

    @Test
    void finishesThePayloadInFlightAndTellsItAtTheNextStart() throws Exception {
        slack.hangNext();
        Process watch = start("run");
        await().atMost(Duration.ofSeconds(20)).until(() -> slack.posts().size() == 1);
        watch.destroy();
        assertThat(watch.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.exitValue()).as(output(watch)).isZero();
        assertThat(slack.messages()).isEmpty();

        Process next = start("run");
        await().atMost(Duration.ofSeconds(20)).until(() -> slack.messages().size() == 1);
        next.destroy();
        assertThat(next.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(output(next)).contains("goes on from");
        assertThat(slack.messages()).hasSize(1);
    }

    @Test
    void sweepsWhatAKilledProcessLeft() throws Exception {
        Process killed = start("run");
        await().atMost(Duration.ofSeconds(20)).until(() -> slack.messages().size() == 1);
        killed.destroyForcibly().waitFor();
        assertThat(folder.resolve("data/native")).isNotEmptyDirectory();

        Process next = start("run", "--since", "24h");
        await().atMost(Duration.ofSeconds(20)).until(() -> output(next).contains("--since is ignored"));
        next.destroy();
        assertThat(next.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(folder.resolve("data/native")).isEmptyDirectory();
        assertThat(slack.messages()).hasSize(1);
    }

    @Test
    void aBadRuleFileStopsTheStart() throws Exception {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(rules.resolve("bad.camel.yaml"), "- route:\n    nonsense: 1\n");
        String file = Files.readString(folder.resolve("application.properties"));
        Files.writeString(
                folder.resolve("application.properties"), file.replaceAll("haetae.routes=.*", "haetae.routes=rules"));
        Process watch = start("run");
        assertThat(watch.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.exitValue()).isEqualTo(2);
        assertThat(output(watch)).contains("haetae: rule: ", "bad.camel.yaml").doesNotContain("\tat ");
        assertThat(tracer.requests()).isEmpty();
    }

    private Process start(String... arguments) throws Exception {
        Path output = folder.resolve("output-" + processes.size());
        ProcessBuilder process = new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-XX:TieredStopAtLevel=1",
                "-Duser.home=" + folder,
                "-Dhaetae.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                Haetae.class.getName());
        process.command().addAll(List.of(arguments));
        process.environment().keySet().removeIf(name -> name.matches("(NCLOUD|HAETAE|WEBHOOK|CAMEL)_.*"));
        process.environment().put("NCLOUD_ACCESS_KEY", ACCESS);
        process.environment().put("NCLOUD_SECRET_KEY", SECRET);
        process.environment().put("WEBHOOK_URL", slack.webhook().toString());
        process.redirectErrorStream(true).redirectOutput(output.toFile());
        Process started = process.start();
        processes.add(started);
        return started;
    }

    private String output(Process process) throws Exception {
        return Files.readString(folder.resolve("output-" + processes.indexOf(process)));
    }
}
