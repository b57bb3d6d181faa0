package io.haetae.e2e;

import io.haetae.HaetaeProcess;
import io.haetae.Patience;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;

/** {@code haetae} as a process of its own in a folder of its own, polling each second, with its own sandbox. */
final class Child implements AutoCloseable {

    /** Ten seconds are promised; a machine with other work may take twice as long. */
    static final Duration IN_TIME = Duration.ofSeconds(20);

    final SandboxTracer tracer = SandboxTracer.start(Clock.systemUTC(), Estate.ACCESS_KEY, Estate.SECRET_KEY);
    final SandboxSlack slack = SandboxSlack.start(Clock.systemUTC());
    final Path folder;
    final Path data;
    /** Words before {@code java}, as {@code setpriv …}. */
    List<String> prefix = List.of();

    Path routes = Path.of("routes").toAbsolutePath();
    /** Lines of its configuration, beside those that every child has. */
    final List<String> properties = new ArrayList<>();

    final Map<String, String> environment = new HashMap<>();
    private final List<HaetaeProcess> started = new ArrayList<>();
    private int logins;

    Child(Path folder) {
        this.folder = folder;
        this.data = folder.resolve("data");
        environment.put("NCLOUD_ACCESS_KEY", Estate.ACCESS_KEY);
        environment.put("NCLOUD_SECRET_KEY", Estate.SECRET_KEY);
        environment.put("WEBHOOK_URL", slack.webhook().toString());
        environment.put("HAETAE_TRACER_URL", tracer.url().toString());
    }

    HaetaeProcess run(String... options) throws IOException, InterruptedException {
        return start("run", options);
    }

    HaetaeProcess start(String command, String... options) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of(
                "haetae.poll-cron=* * * * * ?", "haetae.language=en", "haetae.data=data", "haetae.routes=" + routes));
        lines.addAll(properties);
        Path configuration = Files.write(folder.resolve("application.properties"), lines);
        Files.setPosixFilePermissions(HaetaeProcess.temporary(folder), PosixFilePermissions.fromString("rwxrwxrwx"));
        HaetaeProcess process = HaetaeProcess.start(
                folder,
                prefix,
                environment,
                Stream.concat(Stream.of(command, "--config", configuration.toString()), Stream.of(options))
                        .toArray(String[]::new));
        started.add(process);
        return process;
    }

    private HaetaeProcess last() {
        return started.get(started.size() - 1);
    }

    /** The exit code of the process started last. */
    int ends() throws InterruptedException {
        return last().ends();
    }

    int stop() throws InterruptedException {
        return last().stop();
    }

    String out() throws IOException {
        return last().out();
    }

    String err() throws IOException {
        return last().err();
    }

    /** Something happens that is told. */
    void login() {
        logins++;
        tracer.add(Records.login(logins, System.currentTimeMillis()));
    }

    /** How often each login was told, in their order. */
    List<Long> logins() {
        List<String> told = Told.lines(slack);
        return IntStream.rangeClosed(1, logins)
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
        Patience.await().untilAsserted(holds);
    }

    /** The process started last is at work. */
    void asks() {
        int before = tracer.requests().size();
        Patience.await().until(() -> tracer.requests().size() > before);
    }

    /** Nothing is asked of the tracer for some polls' time. */
    void pollsNoMore() {
        Patience.await().until(() -> {
            int before = tracer.requests().size();
            Patience.await().pollDelay(Duration.ofMillis(2500)).until(() -> true);
            return tracer.requests().size() == before;
        });
    }

    @Override
    public void close() throws InterruptedException {
        for (HaetaeProcess process : started) {
            process.kill();
        }
        tracer.close();
        slack.close();
    }
}
