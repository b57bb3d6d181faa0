package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haetae.sandbox.Received;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code haetae run} under a wall clock that is off, or is set while it runs, by libfaketime; its monotonic clock, the
 * tracer's and Slack's are right.
 */
class ClockStepTest {

    /** What a step may cost: a tick of the watch, a failed poll, and a slow machine. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static final long REFUSED = Duration.ofMinutes(5).toMillis();

    @TempDir
    Path folder;

    private final SandboxTracer tracer = SandboxTracer.start(Clock.systemUTC(), Estate.ACCESS_KEY, Estate.SECRET_KEY);
    private final SandboxSlack slack = SandboxSlack.start(Clock.systemUTC());
    private String library;
    private Process run;
    private int logins;

    @BeforeEach
    void configure() throws IOException {
        Optional<Path> found = libfaketime();
        assumeTrue(found.isPresent(), "libfaketime is not there; on Debian: apt-get install faketime");
        library = found.get().toString();
        Files.writeString(folder.resolve("application.properties"), """
                haetae.poll-cron=* * * * * ?
                haetae.poll-overlap=5s
                haetae.sweep-every=3s
                haetae.sweep-ages=5s,20s
                haetae.data=data
                haetae.routes=%s
                """.formatted(
                        Path.of("routes").toAbsolutePath()));
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (run != null) {
            run.destroyForcibly().waitFor();
        }
        tracer.close();
        slack.close();
    }

    @Test
    void aClockFourMinutesFastTellsEachLoginOnce() throws Exception {
        isOff(Duration.ofMinutes(4));
    }

    @Test
    void aClockFourMinutesSlowTellsEachLoginOnce() throws Exception {
        isOff(Duration.ofMinutes(-4));
    }

    @Test
    void aClockThatIsSetBackAnHourStopsNothing() throws Exception {
        isSet(Duration.ofHours(-1));
        assertThat(log()).containsOnlyOnce("The clock was set back");
    }

    @Test
    void aClockThatIsSetForwardADayStopsNothing() throws Exception {
        isSet(Duration.ofDays(1));
        assertThat(log()).doesNotContain("The clock was set back");
    }

    private void isOff(Duration ahead) throws Exception {
        clock(ahead);
        start();
        await().atMost(SOON).until(() -> !tracer.requests().isEmpty());
        assertThat(offset(tracer.requests().get(0))).isBetween(ahead.toMillis() - 30_000, ahead.toMillis() + 30_000);
        login();
        told();
        login();
        told();
        notTwice();
        assertThat(tracer.requests()).noneMatch(request -> Math.abs(offset(request)) > REFUSED);
        assertThat(Math.abs(offset(last()))).isLessThan(5_000);
    }

    private void isSet(Duration step) throws Exception {
        clock(Duration.ZERO);
        start();
        await().atMost(SOON).until(() -> !tracer.requests().isEmpty());
        login();
        told();

        // the channel is held by the old clock, with an alert that Slack has just refused; then one that is unread yet
        slack.answerNext(429, "", "Retry-After", "2");
        int posts = slack.requests().size();
        login();
        await().atMost(SOON).until(() -> slack.requests().size() > posts);
        login();
        clock(step);
        login();
        told();
        login();
        told();
        notTwice();
        assertThat(tracer.requests().stream().filter(request -> Math.abs(offset(request)) > REFUSED))
                .as("polls that the step cost")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(Math.abs(offset(last()))).isLessThan(5_000);

        // Here is the place to look at the condition "clock": told once, with the offset. Its line is among
        // Told.lines(slack).
    }

    private void login() {
        tracer.add(Records.login(++logins, System.currentTimeMillis()));
    }

    private void told() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(logins()).as(this::log).hasSize(logins));
        assertThat(logins()).doesNotHaveDuplicates();
    }

    /** Nor by the sweeps that follow. */
    private void notTwice() {
        int seen = tracer.requests().size();
        await().atMost(SOON).until(() -> tracer.requests().size() > seen + 8);
        assertThat(logins()).hasSize(logins);
    }

    /** What was told of them; what the watch says of itself begins otherwise. */
    private List<String> logins() {
        return Told.lines(slack).stream()
                .filter(line -> !line.startsWith("[Haetae]"))
                .toList();
    }

    private Received last() {
        List<Received> requests = tracer.requests();
        return requests.get(requests.size() - 1);
    }

    /** How far the time that the request was signed with is ahead, in milliseconds. */
    private static long offset(Received request) {
        return Long.parseLong(request.header("x-ncp-apigw-timestamp"))
                - request.at().toEpochMilli();
    }

    /** Sets the child's wall clock, as far ahead of the true one. */
    private void clock(Duration ahead) throws IOException {
        Path next = Files.writeString(folder.resolve("clock.next"), "%+d".formatted(ahead.toSeconds()));
        Files.move(next, folder.resolve("clock"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.haetae.cli.Haetae",
                        "run",
                        "--config",
                        folder.resolve("application.properties").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("LD_PRELOAD", library);
        builder.environment().put("NCLOUD_ACCESS_KEY", Estate.ACCESS_KEY);
        builder.environment().put("NCLOUD_SECRET_KEY", Estate.SECRET_KEY);
        builder.environment().put("WEBHOOK_URL", slack.webhook().toString());
        builder.environment().put("HAETAE_TRACER_URL", tracer.url().toString());
        builder.environment()
                .put("FAKETIME_TIMESTAMP_FILE", folder.resolve("clock").toString());
        builder.environment().put("FAKETIME_NO_CACHE", "1");
        // monotonic time stays true; with the "fix" for old C libraries every timed wait would return at once
        builder.environment().put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        builder.environment().put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        run = builder.start();
    }

    private static Optional<Path> libfaketime() throws IOException {
        Path libraries = Path.of("/usr/lib");
        if (!Files.isDirectory(libraries)) {
            return Optional.empty();
        }
        try (Stream<Path> found =
                Files.find(libraries, 3, (file, is) -> file.endsWith("faketime/libfaketimeMT.so.1"))) {
            return found.findFirst();
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
