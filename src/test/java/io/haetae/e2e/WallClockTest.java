package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.haetae.HaetaeProcess;
import io.haetae.Patience;
import io.haetae.sandbox.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
class WallClockTest {

    private static final long REFUSED = Duration.ofMinutes(5).toMillis();
    /** How far the time of a request may be off although it was corrected: it was signed before it arrived. */
    private static final long UNDER_WAY = Duration.ofSeconds(30).toMillis();

    @TempDir
    Path folder;

    private Child child;
    private HaetaeProcess run;

    @BeforeEach
    void configure() throws IOException {
        Optional<Path> found = libfaketime();
        assumeTrue(found.isPresent(), "libfaketime is not there; on Debian: apt-get install faketime");
        child = new Child(folder);
        child.properties.addAll(List.of("haetae.poll-overlap=5s", "haetae.sweep-every=3s", "haetae.sweep-ages=5s,20s"));
        child.environment.put("LD_PRELOAD", found.get().toString());
        child.environment.put("FAKETIME_TIMESTAMP_FILE", folder.resolve("clock").toString());
        child.environment.put("FAKETIME_NO_CACHE", "1");
        // monotonic time stays true; with the "fix" for old C libraries every timed wait would return at once
        child.environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        child.environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    @AfterEach
    void close() throws InterruptedException {
        if (child != null) {
            child.close();
        }
    }

    @Test
    void aClockFourMinutesFastTellsEachLoginOnce() throws Exception {
        isOff(Duration.ofMinutes(4), "4 min fast");
    }

    @Test
    void aClockFourMinutesSlowTellsEachLoginOnce() throws Exception {
        isOff(Duration.ofMinutes(-4), "4 min slow");
    }

    @Test
    void aClockThatIsSetBackAnHourStopsNothing() throws Exception {
        isSet(Duration.ofHours(-1), "1 h slow");
        assertThat(run.out()).containsOnlyOnce("The clock was set back");
        isSetRight();
    }

    @Test
    void aClockThatIsSetForwardADayStopsNothing() throws Exception {
        isSet(Duration.ofDays(1), "1 d fast");
        assertThat(run.out()).doesNotContain("The clock was set back");
        isSetRight();
    }

    private void isOff(Duration ahead, String told) throws Exception {
        clock(ahead);
        run = child.run();
        child.asks();
        assertThat(offset(child.tracer.requests().get(0)))
                .isBetween(ahead.toMillis() - UNDER_WAY, ahead.toMillis() + UNDER_WAY);
        child.login();
        told();
        child.login();
        told();
        notTwice();
        assertThat(child.tracer.requests()).noneMatch(request -> Math.abs(offset(request)) > REFUSED);
        assertThat(Math.abs(offset(last()))).isLessThan(UNDER_WAY);
        toldOfTheClock(told);
        isSetRight();
    }

    private void isSet(Duration step, String told) throws Exception {
        clock(Duration.ZERO);
        run = child.run();
        child.asks();
        child.login();
        told();

        // the channel is held by the old clock, with an alert that Slack has just refused; then one that is unread yet
        child.slack.answerNext(429, "", "Retry-After", "2");
        int posts = child.slack.requests().size();
        child.login();
        Patience.await().until(() -> child.slack.requests().size() > posts);
        child.login();
        clock(step);
        child.login();
        told();
        child.login();
        told();
        notTwice();
        assertThat(child.tracer.requests().stream().filter(request -> Math.abs(offset(request)) > REFUSED))
                .as("polls that the step cost")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(Math.abs(offset(last()))).isLessThan(UNDER_WAY);
        toldOfTheClock(told);
    }

    private void toldOfTheClock(String offset) {
        child.until(() -> assertThat(child.itself()).isNotEmpty());
        assertThat(child.itself())
                .singleElement()
                .asString()
                .matches("\\[Haetae] default: Since [-0-9]{10} [0-9:]{8} the" + " clock of this machine is about "
                        + offset + "\\. Cause: it is not synchronised\\. .*");
    }

    /** The end is told, and in all that time nothing else. */
    private void isSetRight() throws Exception {
        clock(Duration.ZERO);
        child.until(() -> assertThat(child.itself()).hasSizeGreaterThan(1));
        child.login();
        told();
        notTwice();
        assertThat(child.itself())
                .hasSize(2)
                .last()
                .asString()
                .matches("\\[Haetae] default: The clock of this machine is right again\\. It was off since .*,"
                        + " for .*\\. Nothing is left unread\\.");
    }

    private void told() {
        child.until(() -> assertThat(child.logins()).as(() -> said()).allMatch(times -> times > 0));
        assertThat(child.logins()).containsOnly(1L);
    }

    /** Nor by the sweeps that follow. */
    private void notTwice() {
        int seen = child.tracer.requests().size();
        Patience.await().until(() -> child.tracer.requests().size() > seen + 8);
        assertThat(child.logins()).containsOnly(1L);
    }

    private String said() {
        try {
            return run.out();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private Received last() {
        List<Received> requests = child.tracer.requests();
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
}
