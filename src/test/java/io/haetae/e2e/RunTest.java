package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.haetae.sandbox.Fault;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import io.haetae.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code haetae run} as a process of its own, with real time and quartz, against the sandbox. */
class RunTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final SandboxTracer tracer = SandboxTracer.start(Clock.systemUTC(), Estate.ACCESS_KEY, Estate.SECRET_KEY);
    private final SandboxSlack slack = SandboxSlack.start(Clock.systemUTC());
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void configure() throws IOException {
        Files.writeString(
                folder.resolve("application.properties"),
                "haetae.poll-cron=* * * * * ?\nhaetae.data=data\nhaetae.routes="
                        + Path.of("routes").toAbsolutePath() + "\n");
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        tracer.close();
        slack.close();
    }

    @Test
    void tellsThenStopsAndGoesOnWhereItWas() throws Exception {
        Process first = haetae("run");
        await().atMost(PATIENCE).until(() -> !tracer.requests().isEmpty());
        tracer.add(Records.login(1, System.currentTimeMillis()));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Told.lines(slack)).hasSize(1));

        Process second = haetae("run");
        assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(second.exitValue()).isEqualTo(2);
        assertThat(output(second)).contains("in use by process " + first.pid());
        Process status = haetae("status");
        assertThat(status.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(status.exitValue()).as(output(status)).isZero();

        first.destroy();
        assertThat(first.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(first.exitValue()).as(output(first)).isZero();

        tracer.add(Records.login(2, System.currentTimeMillis()));
        haetae("run");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Told.lines(slack)).hasSize(2));
        assertThat(Told.lines(slack)).doesNotHaveDuplicates();
    }

    /** A rule file that is a pipe holds the start up for as long as nobody writes to it. */
    @Test
    void aSignalBeforeItWatchesIsAsGoodAsAnyLater() throws Exception {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Path pipe = rules.resolve("slow.camel.yaml");
        Assumptions.assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        Files.writeString(folder.resolve("application.properties"), "haetae.data=data\nhaetae.routes=rules\n");
        Process run = haetae("run");
        try (OutputStream writer = Files.newOutputStream(pipe)) {
            run.destroy();
            await().atMost(PATIENCE).until(() -> output(run).contains("SIGTERM"));
            writer.write(Files.readAllBytes(Path.of("routes/root-login.camel.yaml")));
        }
        assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(output(run)).isZero();
        assertThat(tracer.requests()).isEmpty();
    }

    @Test
    void saysWhereAFirstStartBegins() throws Exception {
        Process run = haetae("run", "--since", "24h");
        await().atMost(PATIENCE).until(() -> !tracer.requests().isEmpty());
        long since;
        try (Store store = Store.attach(folder.resolve("data"))) {
            since = store.read(handle -> handle.createQuery("select since from account")
                    .mapTo(long.class)
                    .one());
        }
        String shown = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssxxx")
                .format(Instant.ofEpochMilli(since).atZone(ZoneId.of("Asia/Seoul")));
        assertThat(output(run)).contains("first start, records from " + shown + " on");
        run.destroy();
        assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aDataFolderThatCantBeMadeIsNamedWithItsOption() throws Exception {
        Files.writeString(folder.resolve("data"), "a file");
        Process run = haetae("run");
        assertThat(run.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(1);
        assertThat(output(run)).contains("haetae.data (HAETAE_DATA)");
    }

    @Test
    void endsInTimeAlthoughTheTracerHangs() throws Exception {
        tracer.always(Fault.hang());
        Process run = haetae("run");
        await().atMost(PATIENCE).until(() -> !tracer.requests().isEmpty());
        run.destroy();
        assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(output(run)).isZero();
    }

    @Test
    void finishesThePostUnderWayAndTellsItAtTheNextStart() throws Exception {
        slack.hangNext();
        Process run = haetae("run");
        await().atMost(PATIENCE).until(() -> !tracer.requests().isEmpty());
        tracer.add(Records.login(1, System.currentTimeMillis()));
        await().atMost(PATIENCE).until(() -> slack.posts().size() == 1);
        run.destroy();
        assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).as(output(run)).isZero();
        assertThat(output(run)).contains("first start, records from").doesNotContain("\tat ");
        assertThat(slack.messages()).isEmpty();

        Process next = haetae("run");
        await().atMost(PATIENCE).until(() -> Told.lines(slack).size() == 1);
        next.destroy();
        assertThat(next.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(output(next)).contains("goes on from");
        assertThat(Told.lines(slack)).hasSize(1);
    }

    @Test
    void sweepsTheLibraryThatAKilledOneLeft() throws Exception {
        Path natives = folder.resolve("data/native");
        Process killed = haetae("run");
        await().atMost(PATIENCE).until(() -> !tracer.requests().isEmpty());
        killed.destroyForcibly().waitFor();
        assertThat(natives).isNotEmptyDirectory();
        int before = tracer.requests().size();

        Process next = haetae("run", "--since", "24h");
        await().atMost(PATIENCE).until(() -> tracer.requests().size() > before);
        next.destroy();
        assertThat(next.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(output(next)).contains("--since is ignored");
        assertThat(natives).isEmptyDirectory();
    }

    @Test
    void howFarBackIsChecked() throws Exception {
        for (String wrong : new String[] {"yesterday", "91d"}) {
            Process run = haetae("run", "--since", wrong);
            assertThat(run.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(run.exitValue()).isEqualTo(2);
            assertThat(output(run)).startsWith("haetae: --since: ");
        }
    }

    @Test
    void aKilledOneLosesNothing() throws Exception {
        Process run = haetae("run");
        await().atMost(PATIENCE).until(() -> !tracer.requests().isEmpty());
        slack.always(Fault.status(500, "rollup_error"));
        tracer.add(Records.login(1, System.currentTimeMillis()));
        await().atMost(PATIENCE)
                .until(() -> !slack.posts().isEmpty() || !slack.requests().isEmpty());
        run.destroyForcibly().waitFor();
        slack.heal();
        haetae("run");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Told.lines(slack)).hasSize(1));
    }

    @Test
    void aBadRuleFileStopsTheStartWithItsNameAndReason() throws Exception {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(rules.resolve("typo.camel.yaml"), """
                - route:
                    id: typo
                    from:
                      uri: activity:Customer
                      parameters: {prodct: Account}
                      steps:
                        - to: alert:high
                """);
        Files.writeString(folder.resolve("application.properties"), "haetae.data=data\nhaetae.routes=rules\n");
        Process run = haetae("run");
        assertThat(run.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue()).isEqualTo(2);
        assertThat(output(run)).contains("typo.camel.yaml").contains("prodct");
    }

    private Process haetae(String command, String... options) throws IOException {
        Path output = Files.createTempFile(folder, command, ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.haetae.cli.Haetae",
                        command,
                        "--config",
                        folder.resolve("application.properties").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.command().addAll(List.of(options));
        builder.environment().put("NCLOUD_ACCESS_KEY", Estate.ACCESS_KEY);
        builder.environment().put("NCLOUD_SECRET_KEY", Estate.SECRET_KEY);
        builder.environment().put("WEBHOOK_URL", slack.webhook().toString());
        builder.environment().put("HAETAE_TRACER_URL", tracer.url().toString());
        Process process = builder.start();
        outputs.put(process.pid(), output);
        started.add(process);
        return process;
    }

    private final java.util.Map<Long, Path> outputs = new java.util.HashMap<>();

    private String output(Process process) throws IOException {
        return Files.readString(outputs.get(process.pid()));
    }
}
