package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.sandbox.SandboxSlack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in files that are replaced under a watch that runs: no restart. */
class RotationTest {

    @TempDir
    Path folder;

    private Path secretKey;
    private Path webhook;
    private Estate estate;

    @BeforeEach
    void start() throws Exception {
        secretKey = folder.resolve("secret-key");
        webhook = folder.resolve("webhook");
        estate = new Estate(Files.createDirectories(folder.resolve("data")), Locale.ENGLISH);
        write(secretKey, Estate.SECRET_KEY);
        write(webhook, estate.slack.webhook().toString());
        estate.secretsIn(secretKey, webhook);
    }

    @AfterEach
    void close() {
        estate.close();
    }

    private static void write(Path file, String secret) throws Exception {
        Path next = file.resolveSibling("next");
        Files.writeString(next, secret + "\n");
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
        Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private static List<String> itself(SandboxSlack slack) {
        return Told.lines(slack).stream()
                .filter(line -> line.startsWith("[Haetae]"))
                .toList();
    }

    @Test
    void aWrongKeyThatIsReplacedIsRightFromTheNextPollOn() throws Exception {
        estate.poll();
        write(secretKey, "A-WRONG-KEY");
        estate.tracer.add(Records.login(1, estate.clock.millis()));
        estate.poll();
        estate.deliver(5);
        assertThat(itself(estate.slack)).singleElement().asString().contains("key");
        assertThat(Told.records(estate.slack)).isEmpty();

        write(secretKey, Estate.SECRET_KEY);
        estate.poll();
        estate.deliver(5);
        assertThat(itself(estate.slack)).hasSize(2);
        assertThat(Told.records(estate.slack)).hasSize(1);
    }

    @Test
    void aWebhookThatIsReplacedTakesWhatTheOldOneRefusedAndStartsWithoutItsHold() throws Exception {
        try (SandboxSlack other = SandboxSlack.start(estate.clock)) {
            estate.poll();
            for (int i = 0; i < 400; i++) {
                estate.slack.answerNext(404, "no_service");
            }
            estate.tracer.add(Records.login(1, estate.clock.millis()));
            estate.poll();
            estate.deliver(400);
            for (int i = 0; i < 6; i++) {
                estate.poll();
                estate.watch();
            }
            assertThat(estate.status().conditions())
                    .anyMatch(open -> open.kind().equals("channel"));

            write(webhook, "http://hooks.slack.example/not-https");
            estate.deliver(2);
            assertThat(Told.lines(other)).isEmpty();

            write(webhook, other.webhook().toString());
            estate.deliver(1);
            assertThat(Told.records(other)).as("at the first tick").hasSize(1);
            estate.watch();
            estate.deliver(10);
            assertThat(itself(other)).as("the old one's end").hasSize(1);
            assertThat(estate.status().conditions())
                    .noneMatch(open -> open.kind().equals("channel"));
            int posts = estate.slack.requests().size();
            estate.pass(Duration.ofHours(1));
            estate.tracer.add(Records.login(2, estate.clock.millis()));
            estate.poll();
            estate.deliver(5);
            assertThat(Told.records(other)).hasSize(2);
            assertThat(estate.slack.requests()).hasSize(posts);
        }
    }
}
