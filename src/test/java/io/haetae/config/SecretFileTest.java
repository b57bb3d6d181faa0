package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.haetae.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** A secret in a file of its own: who may read it, and what becomes of it while the watch runs. */
@DisabledOnOs(OS.WINDOWS)
class SecretFileTest {

    private static final String OLD = "A".repeat(20);
    private static final String NEW = "B".repeat(20);

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(SecretFile.class);

    private Bench bench;
    private Path file;

    @BeforeEach
    void setUp() {
        log.start();
        logger.addAppender(log);
        bench = new Bench(folder).without("NCLOUD_ACCESS_KEY");
        file = folder.resolve("key");
        bench.write(file, OLD + "\n");
        bench.environment("NCLOUD_ACCESS_KEY_FILE", file.toString());
    }

    @AfterEach
    void nothingIsShown() {
        logger.detachAppender(log);
        assertThat(lines().toString()).doesNotContain("AAAA", "BBBB", "secret", file.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "rw-------, true",
        "r--------, true",
        "rwx------, true",
        "rw-r-----, false",
        "rw----r--, false",
        "rw-r--r--, false",
        "r--r-----, false",
    })
    void isItsOwnersAlone(String rights, boolean taken) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
        if (taken) {
            assertThat(bench.problems()).isEmpty();
        } else {
            assertThat(bench.problems())
                    .singleElement()
                    .hasToString("NCLOUD_ACCESS_KEY_FILE: its group or others may read the file that it names ("
                            + rights + "); make it its owner's alone: chmod 600");
        }
    }

    @Test
    void othersMayReadItWhereAServiceManagerPutIt() throws IOException {
        Path credentials = Files.createDirectories(folder.resolve("credentials"));
        Files.move(file, credentials.resolve("key"));
        file = credentials.resolve("key");
        bench.environment("NCLOUD_ACCESS_KEY_FILE", file.toString());
        open(file);
        assertThat(bench.problems()).hasSize(1);
        bench.environment("CREDENTIALS_DIRECTORY", credentials.toString());
        assertThat(key().reveal()).isEqualTo(OLD);

        Path outside = folder.resolve("outside");
        bench.write(outside, OLD);
        open(outside);
        Files.delete(file);
        Files.createSymbolicLink(file, outside);
        assertThat(bench.problems()).as("a link leaves the folder").hasSize(1);
    }

    @Test
    void whereContainersPutThem() throws IOException {
        assertThat(SecretFolders.of(java.util.Map.of("CREDENTIALS_DIRECTORY", "relative"))
                        .folders())
                .containsExactly(Path.of("/run/secrets"), Path.of("/var/run/secrets"));
        Path real = Files.createDirectories(folder.resolve("run/secrets/..data"));
        Files.createSymbolicLink(folder.resolve("var-run"), folder.resolve("run"));
        bench.write(real.resolve("key"), OLD);
        Path link = Files.createSymbolicLink(folder.resolve("run/secrets/key"), Path.of("..data/key"));
        SecretFolders folders = new SecretFolders(List.of(folder.resolve("var-run/secrets"), folder.resolve("none")));
        assertThat(folders.hold(link)).isTrue();
        assertThat(folders.hold(folder.resolve("var-run/secrets/../secrets/key")))
                .isTrue();
        assertThat(folders.hold(folder.resolve("var-run/secrets/../../key"))).isFalse();
    }

    @Test
    void isFollowedWhenItIsReplacedOrWrittenAnew() {
        Secret key = key();
        Secret before = key.now();
        bench.write(file, NEW);
        assertThat(key.reveal()).isEqualTo(NEW);
        assertThat(before.reveal()).isEqualTo(OLD);
        bench.write(file, OLD); // as long as the other, and within a tick of the kernel's clock
        assertThat(key.reveal()).isEqualTo(OLD);
        assertThat(lines()).hasSize(2).allMatch(line -> line.endsWith("the new value is in use"));
    }

    @Test
    void isFollowedThroughTheSwapOfALink() throws IOException {
        // as Kubernetes does: key -> ..data/key, ..data -> a folder of its own for each version
        Path volume = Files.createDirectories(folder.resolve("volume"));
        age(bench.write(volume.resolve("1/key"), OLD));
        age(bench.write(volume.resolve("2/key"), NEW));
        Files.createSymbolicLink(volume.resolve("..data"), Path.of("1"));
        Files.createSymbolicLink(volume.resolve("key"), Path.of("..data/key"));
        bench.environment("NCLOUD_ACCESS_KEY_FILE", volume.resolve("key").toString());
        Secret key = key();
        assertThat(key.reveal()).isEqualTo(OLD);
        Path next = Files.createSymbolicLink(volume.resolve("..next"), Path.of("2"));
        Files.move(next, volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(key.reveal()).isEqualTo(NEW);
    }

    @Test
    void theLastGoodValueStaysInUseAndThatIsToldOnce() throws IOException {
        Secret key = key();
        Files.delete(file);
        assertStays(key, "can't be read or is empty");
        bench.write(file, " \n");
        assertStays(key);
        bench.write(file, "BBBB BBBB");
        assertStays(key, "holds nothing that could be it");
        bench.write(file, NEW);
        open(file);
        assertStays(key, "its group or others may read the file that it names (rw-r--r--)");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(key.reveal()).isEqualTo(NEW);
        Files.delete(file);
        assertThat(key.reveal()).isEqualTo(NEW);
        assertThat(lines()).hasSize(5);
    }

    private void assertStays(Secret key, String... told) {
        int before = lines().size();
        for (int i = 0; i < 3; i++) {
            assertThat(key.reveal()).isEqualTo(OLD);
        }
        assertThat(lines()).hasSize(before + told.length);
        for (String words : told) {
            assertThat(lines().get(before))
                    .startsWith("NCLOUD_ACCESS_KEY_FILE: ")
                    .contains(words, "the last good value stays in use");
        }
    }

    @Test
    void aWebhookIsTakenOnlyIfItCouldBeOne() {
        bench.without("WEBHOOK_URL")
                .environment("WEBHOOK_URL_FILE", bench.write(folder.resolve("hook"), Bench.WEBHOOK));
        Channel channel = bench.read().settings().account("default").slack().channel();
        String id = channel.id();
        for (String bad : List.of("http://hooks.slack.com/services/secret", "hooks.slack.com", "ftp://localhost/x")) {
            bench.write(folder.resolve("hook"), bad);
            assertThat(channel.id()).as(bad).isEqualTo(id);
        }
        bench.write(folder.resolve("hook"), "https://hooks.slack.com/services/secret");
        assertThat(channel.id()).isNotEqualTo(id);
    }

    @Test
    void twoAccountsThatGetOneKeyAreWarnedOfOnceAndGoOn() {
        ListAppender<ILoggingEvent> warnings = new ListAppender<>();
        warnings.start();
        Logger keys = (Logger) LoggerFactory.getLogger(AccessKeys.class);
        keys.addAppender(warnings);
        String dev = bench.write(folder.resolve("key-of-dev"), "C".repeat(20));
        bench.environment("HAETAE_ACCOUNTS", "prod,dev").environment("HAETAE_ACCOUNT_DEV_ACCESS_KEY_FILE", dev);
        Settings settings = bench.read().settings();
        bench.write(Path.of(dev), NEW);
        assertThat(settings.account("dev").accessKey().reveal()).isEqualTo(NEW);
        assertThat(warnings.list).isEmpty();
        bench.write(Path.of(dev), OLD);
        for (int i = 0; i < 30; i++) {
            assertThat(settings.account("dev").accessKey().reveal()).isEqualTo(OLD);
            assertThat(settings.account("prod").accessKey().reveal()).isEqualTo(OLD);
            assertThat(warnings.list).as("minute %d", i).hasSize(i < 5 ? 0 : 1);
            bench.nanos += Duration.ofMinutes(1).toNanos();
        }
        assertThat(warnings.list.get(0))
                .asString()
                .contains("[WARN] accounts prod, dev have one access key")
                .doesNotContain(OLD);
        keys.detachAppender(warnings);
    }

    @Test
    void theVendorsFileIsFollowedToo() {
        bench.without("NCLOUD_ACCESS_KEY_FILE");
        Path vendors = bench.home.resolve(".ncloud/configure");
        bench.write(vendors, "[DEFAULT]\nncloud_access_key_id = " + OLD + "\n");
        Secret key = key();
        bench.write(vendors, "[DEFAULT]\nncloud_access_key_id = " + NEW + "\n");
        assertThat(key.reveal()).isEqualTo(NEW);
        bench.write(vendors, "[DEFAULT]\n");
        assertThat(key.reveal()).isEqualTo(NEW);
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aDiskThatHangsStopsNobodyAndIsToldOnce() throws Exception {
        AtomicBoolean hangs = new AtomicBoolean();
        CountDownLatch answers = new CountDownLatch(1);
        SecretFile source = new SecretFile("NCLOUD_ACCESS_KEY_FILE", file, null, text -> {
            if (hangs.get()) {
                waitFor(answers);
            }
            return text.strip();
        });
        source.first();
        Secret key = source.follow(value -> true);
        hangs.set(true);
        bench.write(file, NEW);
        assertStays(key, "does not answer");
        answers.countDown();
        Patience.await().until(() -> key.reveal().equals(NEW));
        assertThat(lines()).hasSize(2).last().asString().endsWith("the new value is in use");
    }

    @ParameterizedTest
    @CsvSource({"a pipe", "a folder", "a device"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatIsNoRegularFileIsRefusedInsteadOfWaitedFor(String kind) throws Exception {
        bench.environment(
                "NCLOUD_ACCESS_KEY_FILE",
                noRegularFile(folder.resolve("it"), kind).toString());
        assertThat(bench.problems())
                .singleElement()
                .hasToString("NCLOUD_ACCESS_KEY_FILE: what it names is no regular file, but a folder, a pipe or a"
                        + " device; name a readable file that holds nothing else");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeThatTakesItsPlaceIsNotWaitedForEither() throws Exception {
        Secret key = key();
        Files.delete(file);
        noRegularFile(file, "a pipe");
        assertStays(key, "is no regular file");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aPipeInTheVendorsPlaceIsNotWaitedForEither() throws Exception {
        bench.without("NCLOUD_ACCESS_KEY_FILE");
        Path vendors = bench.home.resolve(".ncloud/configure");
        Files.createDirectories(vendors.getParent());
        noRegularFile(vendors, "a pipe");
        assertThat(bench.problems()).singleElement().asString().startsWith("~/.ncloud/configure: can't be read");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path noRegularFile(Path path, String kind) throws Exception {
        switch (kind) {
            case "a pipe" ->
                assertThat(new ProcessBuilder("mkfifo", "-m", "600", path.toString())
                                .start()
                                .waitFor())
                        .isZero();
            case "a folder" -> Files.createDirectory(path);
            default -> Files.createSymbolicLink(path, Path.of("/dev/zero"));
        }
        return path;
    }

    private Secret key() {
        return bench.read().settings().account("default").accessKey();
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static void open(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private static void age(String file) throws IOException {
        Files.setLastModifiedTime(Path.of(file), FileTime.from(Instant.parse("2026-11-01T00:00:00Z")));
    }
}
