package io.haetae.e2e;

import static org.awaitility.Awaitility.await;

import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;

/** {@code haetae} as a process of its own in a folder of its own, polling each second, with its own sandbox. */
final class Child implements AutoCloseable {

    /** A locked store is waited for 5 s by each use, and the machine may be busy. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    final SandboxTracer tracer = SandboxTracer.start(Clock.systemUTC(), Estate.ACCESS_KEY, Estate.SECRET_KEY);
    final SandboxSlack slack = SandboxSlack.start(Clock.systemUTC());
    final Path folder;
    final Path data;
    /** Words before {@code java}, as {@code setpriv …}. */
    List<String> prefix = List.of();

    String classPath = System.getProperty("java.class.path");
    Path routes = Path.of("routes").toAbsolutePath();
    /** More lines of the configuration; the last of two with one name counts. */
    String more = "";

    private final List<Process> started = new ArrayList<>();
    private int logs;
    private int logins;

    Child(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
    }

    /** Runs until {@link #ends} or {@link #stop}. */
    Process run(String... options) throws IOException {
        Files.writeString(
                folder.resolve("application.properties"),
                "haetae.poll-cron=* * * * * ?\nhaetae.language=en\nhaetae.data=data\nhaetae.routes=" + routes + "\n"
                        + more);
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                classPath,
                "io.haetae.cli.Haetae",
                "run",
                "--config",
                folder.resolve("application.properties").toString()));
        command.addAll(List.of(options));
        logs++;
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out-" + logs).toFile())
                .redirectError(folder.resolve("err-" + logs).toFile());
        builder.environment().put("NCLOUD_ACCESS_KEY", Estate.ACCESS_KEY);
        builder.environment().put("NCLOUD_SECRET_KEY", Estate.SECRET_KEY);
        builder.environment().put("WEBHOOK_URL", slack.webhook().toString());
        builder.environment().put("HAETAE_TRACER_URL", tracer.url().toString());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** The exit code of the process started last. */
    int ends() throws InterruptedException {
        Process last = started.get(started.size() - 1);
        if (!last.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return last.exitValue();
    }

    int stop() throws InterruptedException {
        started.get(started.size() - 1).destroy();
        return ends();
    }

    String out() throws IOException {
        return Files.readString(folder.resolve("out-" + logs));
    }

    String err() throws IOException {
        return Files.readString(folder.resolve("err-" + logs));
    }

    /** Something happens that is told. */
    void login() {
        logins++;
        tracer.add(Records.login(logins, System.currentTimeMillis()));
    }

    /** How often each login was told, in their order. */
    List<Long> logins() {
        List<String> told = Told.lines(slack);
        return java.util.stream.IntStream.rangeClosed(1, logins)
                .mapToObj(n -> told.stream()
                        .filter(line -> line.contains("root-" + n + "@"))
                        .count())
                .toList();
    }

    /** What was told of the watch itself. */
    List<String> itself() {
        return Told.lines(slack).stream()
                .filter(line -> line.startsWith("[Haetae]"))
                .toList();
    }

    void until(ThrowingRunnable holds) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).untilAsserted(holds);
    }

    /** Nothing is asked of the tracer for some polls' time. */
    void pollsNoMore() {
        await().atMost(PATIENCE).until(() -> {
            int before = tracer.requests().size();
            await().pollDelay(Duration.ofMillis(2500)).until(() -> true);
            return tracer.requests().size() == before;
        });
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
        tracer.close();
        slack.close();
    }
}
