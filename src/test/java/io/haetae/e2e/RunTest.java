package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.HaetaeProcess;
import io.haetae.Patience;
import io.haetae.sandbox.Fault;
import io.haetae.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteJDBCLoader;

/** {@code haetae run} as a process of its own, with real time and quartz, against the sandbox. */
class RunTest {

    @TempDir
    Path folder;

    private Child child;

    @BeforeEach
    void prepare() {
        child = new Child(folder);
    }

    @AfterEach
    void close() throws InterruptedException {
        child.close();
    }

    @Test
    void tellsThenStopsAndGoesOnWhereItWasWithTheLibraryThatWasUnpackedOnce() throws Exception {
        HaetaeProcess first = child.run("--since", "24h");
        child.asks();
        assertThat(first.out()).contains("first start, records from " + begin() + " on");
        child.login();
        child.until(() -> assertThat(Told.lines(child.slack)).hasSize(1));

        HaetaeProcess second = child.run();
        assertThat(second.ends()).isEqualTo(2);
        assertThat(second.err()).contains("in use by process " + first.id());
        assertStops(first);
        Object unpacked = Files.getAttribute(kept(), "unix:ino");

        child.login();
        HaetaeProcess next = child.run();
        child.until(() -> assertThat(Told.lines(child.slack)).hasSize(2));
        assertThat(child.logins()).containsExactly(1L, 1L);
        assertThat(Files.getAttribute(kept(), "unix:ino")).isEqualTo(unpacked);

        // it ends in time although the tracer hangs
        child.tracer.always(Fault.hang());
        child.asks();
        assertStops(next);
    }

    @Test
    void aDrillThatHoldsTheFolderForAMomentIsWaitedFor() throws Exception {
        child.slack.always(Fault.status(500, "rollup_error"));
        HaetaeProcess drill = child.start("drill", "root-login");
        Patience.await().until(() -> !child.slack.requests().isEmpty());
        HaetaeProcess run = child.run();
        Patience.await().until(() -> run.out().contains("waiting for it"));
        child.slack.heal();
        assertThat(drill.ends()).as(drill.err()).isZero();
        child.asks();
        assertStops(run);
        assertThat(run.out().lines().filter(line -> line.contains("for a moment")))
                .singleElement()
                .asString()
                .contains("in use by process " + drill.id());
    }

    @Test
    void aSignalEndsTheWaitForTheFolder() throws Exception {
        try (Store held = Store.passing(child.data)) {
            HaetaeProcess run = child.run();
            Patience.await().until(() -> run.out().contains("waiting for it"));
            assertStops(run);
        }
        assertThat(child.tracer.requests()).isEmpty();
    }

    private String begin() {
        try (Store store = Store.attach(child.data)) {
            long since = store.read(handle -> handle.createQuery("select since from account")
                    .mapTo(long.class)
                    .one());
            return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssxxx")
                    .format(Instant.ofEpochMilli(since).atZone(ZoneId.of("Asia/Seoul")));
        }
    }

    private static void assertStops(HaetaeProcess run) throws Exception {
        run.terminate();
        assertThat(run.endsWithin(Child.IN_TIME)).as(run.out()).isZero();
    }

    /** A rule file that is a pipe holds the start up for as long as nobody writes to it. */
    @Test
    void aSignalBeforeItWatchesIsAsGoodAsAnyLater() throws Exception {
        child.routes = Files.createDirectory(folder.resolve("rules"));
        Path pipe = child.routes.resolve("slow.camel.yaml");
        Assumptions.assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
        HaetaeProcess run = child.run();
        try (OutputStream writer = Files.newOutputStream(pipe)) {
            run.terminate();
            Patience.await().until(() -> run.out().contains("SIGTERM"));
            writer.write(Files.readAllBytes(Path.of("routes/root-login.camel.yaml")));
        }
        assertThat(run.endsWithin(Child.IN_TIME)).as(run.out()).isZero();
        assertThat(child.tracer.requests()).isEmpty();
    }

    @Test
    void finishesThePostUnderWayAndTellsItAtTheNextStart() throws Exception {
        child.slack.hangNext();
        HaetaeProcess run = child.run();
        child.asks();
        child.login();
        Patience.await().until(() -> child.slack.posts().size() == 1);
        assertStops(run);
        assertThat(run.out()).contains("first start, records from").doesNotContain("\tat ");
        assertThat(child.slack.messages()).isEmpty();

        HaetaeProcess next = child.run();
        child.until(() -> assertThat(Told.lines(child.slack)).hasSize(1));
        assertStops(next);
        assertThat(next.out()).contains("goes on from");
        assertThat(Told.lines(child.slack)).hasSize(1);
    }

    @Test
    void aKilledOneLosesNothingAndItsLibraryIsSweptAlthoughItWasCutOff() throws Exception {
        Path natives = child.data.resolve("native");
        HaetaeProcess run = child.run();
        child.asks();
        child.slack.always(Fault.status(500, "rollup_error"));
        child.login();
        Patience.await().until(() -> !child.slack.requests().isEmpty());
        run.kill();
        assertThat(natives.toFile().list()).hasSizeGreaterThan(1);
        byte[] library = Files.readAllBytes(library());
        try (FileChannel cut = FileChannel.open(library(), StandardOpenOption.WRITE)) {
            cut.truncate(4096);
        }

        child.slack.heal();
        HaetaeProcess next = child.run("--since", "24h");
        child.until(() -> assertThat(Told.lines(child.slack)).hasSize(1));
        assertStops(next);
        assertThat(next.out()).contains("--since is ignored");
        assertThat(kept()).hasBinaryContent(library);
    }

    /** The library that is kept for the next start. */
    private Path library() throws IOException {
        try (Stream<Path> files = Files.walk(child.data.resolve("native"))) {
            return files.filter(file -> file.endsWith(System.mapLibraryName("sqlitejdbc")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** It is all that there is. */
    private Path kept() throws IOException {
        try (Stream<Path> files = Files.list(child.data.resolve("native"))) {
            assertThat(files)
                    .singleElement()
                    .satisfies(file -> assertThat(file.getFileName().toString()).startsWith("kept-"));
        }
        return library();
    }

    @Test
    void aKeptLibraryThatCantBeLoadedHereDoesNoHarm() throws Exception {
        String other = "of another system";
        CRC32 sum = new CRC32();
        sum.update(other.getBytes(StandardCharsets.UTF_8));
        Path kept = child.data
                .resolve("native")
                .resolve("kept-" + SQLiteJDBCLoader.getVersion() + "-" + System.getProperty("os.arch") + "-"
                        + Long.toHexString(sum.getValue()));
        Files.writeString(Files.createDirectories(kept).resolve(System.mapLibraryName("sqlitejdbc")), other);
        HaetaeProcess run = child.run();
        child.asks();
        assertStops(run);
        assertThat(kept()).binaryContent().hasSizeGreaterThan(100_000);
    }
}
