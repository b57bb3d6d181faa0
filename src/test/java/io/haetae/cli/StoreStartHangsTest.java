package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.haetae.config.Account;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.config.WatchSettings;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SlackPost;
import io.haetae.store.Fault;
import io.haetae.store.Store;
import io.haetae.store.StoreException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever touches the data folder at the start hangs. */
class StoreStartHangsTest {

    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    Path folder;

    private final SandboxSlack slack = SandboxSlack.start(Clock.systemUTC());
    private final String temporary = System.getProperty(TEMPORARY);
    private Path data;

    @BeforeEach
    void prepare() throws Exception {
        data = Files.createDirectory(folder.resolve("data"));
        System.setProperty(
                TEMPORARY, Files.createDirectory(folder.resolve("tmp")).toString());
    }

    @AfterEach
    void close() {
        System.setProperty(TEMPORARY, temporary);
        slack.close();
    }

    private StoreStart start(Duration patience) {
        Channel channel = new Channel(new Secret(slack.webhook().toString()));
        URI nowhere = URI.create("http://127.0.0.1:1");
        Settings settings = new Settings(
                List.of(new Account("default", new Secret("key"), new Secret("secret"), nowhere, channel)),
                "0 * * * * ?",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                List.of(Duration.ofMinutes(15)),
                Duration.ofHours(24),
                data,
                folder,
                ZoneId.of("Asia/Seoul"),
                new WatchSettings(Duration.ofMinutes(5), Duration.ofHours(24), Locale.KOREAN));
        return new StoreStart(settings, Clock.systemUTC(), patience);
    }

    @Test
    void isToldOnceWithoutTouchingTheFolder() {
        for (int i = 0; i < 2; i++) {
            Ahead hangs = new Ahead(() -> new CountDownLatch(1).await()).start(); // its thread is a daemon
            StoreException told = catchThrowableOfType(
                    StoreException.class, () -> start(Duration.ofMillis(100)).open(hangs, false, null));
            assertThat(told.fault()).isEqualTo(Fault.HANGS);
            assertThat(slack.messages())
                    .extracting(SlackPost::text)
                    .singleElement()
                    .asString()
                    .startsWith("[Haetae] default: ")
                    .contains("원인: " + data.resolve(Store.FILE) + " 파일이 응답하지 않습니다.");
        }
        assertThat(data).isEmptyDirectory();
    }

    /** It reads a store of any size through, and somebody looks on. */
    @Test
    void whoBeginsAnewWaitsAsLongAsItTakes() throws Exception {
        try (Store store = start(Duration.ZERO).open(new Ahead(() -> {}), true, null)) {
            assertThat(data.resolve(Store.FILE)).exists();
        }
        assertThat(slack.messages()).isEmpty();
    }
}
