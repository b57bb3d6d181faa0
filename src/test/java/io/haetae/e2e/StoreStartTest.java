package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.haetae.HaetaeProcess;
import io.haetae.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store is broken when the watch starts: it says why, exits 1, and people hear of it, once an hour. */
class StoreStartTest {

    private static final String DOWN = "[Haetae] default: the watch could not start at ";
    private static final String WELL = "[Haetae] default: the store is well again; ";

    @TempDir
    Path folder;

    private Child child;
    private Path file;

    @BeforeEach
    void prepare() throws IOException {
        child = new Child(folder);
        file = child.data.resolve(Store.FILE);
        Files.createDirectories(child.data);
    }

    @AfterEach
    void close() throws InterruptedException {
        child.close();
    }

    private void startsAndFails(String reason) throws Exception {
        child.run();
        assertThat(child.ends()).as(child.out()).isEqualTo(1);
        assertThat(child.err().lines()).singleElement().asString().startsWith("haetae: " + file + reason);
        assertThat(child.out()).doesNotContain("\tat ");
    }

    @Test
    void garbageIsToldOnceAndAFreshStoreIsTheWayOut() throws Exception {
        Files.writeString(file, "no database, but garbage ".repeat(1000));
        for (int i = 0; i < 2; i++) {
            startsAndFails(
                    " is no store of Haetae: put a sound backup in its place, or begin anew with run --fresh-store");
            assertThat(child.itself())
                    .singleElement()
                    .asString()
                    .startsWith(DOWN)
                    .endsWith("; nothing is watched until it does. Cause: " + file
                            + " is not a store of Haetae. What to do: put it back, or a sound backup in its place;"
                            + " to begin anew, stop the watch and start it once with run --fresh-store.");
        }
        child.run("--fresh-store");
        child.until(() -> assertThat(child.itself()).hasSize(2));
        child.login();
        child.until(() -> assertThat(child.logins()).containsExactly(1L));
        assertThat(child.itself()) // and nothing of a store that is well again: what waited in it is not sent
                .anyMatch(line -> line.matches("\\[Haetae] default: a damaged store was set aside as \\Q" + file
                        + "\\E\\.set-aside-[0-9]{8}-[0-9]{6}, and the watch began anew at .*"));
        assertThat(child.stop()).isZero();
        assertThat(asides())
                .singleElement()
                .satisfies(name ->
                        assertThat(Files.readString(child.data.resolve(name))).startsWith("no database"));
    }

    @Test
    void aStoreThatIsGoneIsNotMadeAnewInSilence() throws Exception {
        Store.open(child.data).close();
        Files.delete(file);
        startsAndFails(" is gone: put it back, or a sound backup in its place (to begin anew: run --fresh-store)");
        assertThat(child.itself()).singleElement().asString().startsWith(DOWN).contains("Cause: " + file + " is gone.");
        child.run("--fresh-store");
        child.until(() -> assertThat(child.itself()).hasSize(2));
        assertThat(child.itself())
                .anyMatch(
                        line -> line.startsWith("[Haetae] default: the store was gone, and the watch began anew at "));
        assertThat(child.stop()).isZero();
    }

    @Test
    void aChannelThatCantBeToldDoesNotHideTheError() throws Exception {
        Files.writeString(file, "garbage ".repeat(1000));
        child.slack.close();
        startsAndFails(" is no store of Haetae");
        assertThat(child.out()).contains("the channel could not be told of it: no connection");
    }

    @Test
    void aFullDiskIsRefusedAndToldOnce() throws Exception {
        try (SmallDisk disk = new SmallDisk(child.data)) {
            disk.fill();
            for (int i = 0; i < 2; i++) {
                child.run();
                assertThat(child.ends()).isEqualTo(1);
                assertThat(child.err()).startsWith("haetae: there is no room for " + child.data);
                assertThat(child.itself()).singleElement().asString().contains("the disk of " + file + " is full");
            }
            disk.makeRoom();
            child.login();
            child.run();
            child.until(() -> assertThat(child.logins()).containsExactly(1L));
            child.until(() -> assertThat(child.itself()).hasSize(2));
            assertThat(child.stop()).isZero();
        }
    }

    /** On a machine of one disk; what each channel was told stands in a file that was made while there was room. */
    @Test
    void aFullDiskThatTheTemporaryFolderIsOnTooIsToldOnce() throws Exception {
        try (SmallDisk disk = new SmallDisk(child.data);
                SmallDisk temporary = new SmallDisk(HaetaeProcess.temporary(folder))) {
            child.run();
            child.asks();
            assertThat(child.stop()).isZero();
            disk.fill();
            temporary.fill();
            for (int i = 0; i < 2; i++) {
                child.run();
                assertThat(child.ends()).isEqualTo(1);
                assertThat(child.itself()).singleElement().asString().contains("the disk of " + file + " is full");
            }
            disk.makeRoom();
            child.run();
            child.until(() -> assertThat(child.itself()).hasSize(2));
            assertThat(child.itself().get(1)).startsWith(WELL);
            assertThat(child.stop()).isZero();
        }
    }

    @Test
    void aStoreThatMayOnlyBeReadIsRefused() throws Exception {
        Store.open(child.data).close();
        asNobody();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        startsAndFails(" may not be written");
        assertThat(child.itself()).singleElement().asString().startsWith(DOWN).contains("may not be written");
        child.login();
        // SQLite gives its journals the modes of the file that they belong to
        for (String end : new String[] {"", "-wal", "-shm"}) {
            Path path = child.data.resolve(Store.FILE + end);
            if (Files.exists(path)) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
            }
        }
        child.run();
        child.until(() -> assertThat(child.logins()).containsExactly(1L));
        child.until(() -> assertThat(child.itself()).hasSize(2));
        assertThat(child.itself().get(1)).startsWith(WELL);
        assertThat(child.stop()).isZero();
    }

    @Test
    void aFolderThatMayOnlyBeReadIsRefusedAndToldOnce() throws Exception {
        asNobody();
        Files.setPosixFilePermissions(child.data, PosixFilePermissions.fromString("r-xr-xr-x"));
        for (int i = 0; i < 2; i++) {
            child.run();
            assertThat(child.ends()).isEqualTo(1);
            assertThat(child.err()).contains("can't be opened");
            assertThat(child.itself()).hasSize(1);
        }
    }

    /** Root may write whatever the modes say; others need not change at all. */
    private void asNobody() throws Exception {
        if (!System.getProperty("user.name").equals("root")) {
            return;
        }
        assumeThat(new ProcessBuilder("setpriv", "--version").start().waitFor())
                .as("root ignores modes, and there is no setpriv")
                .isZero();
        child.routes = folder.resolve("routes");
        copy(Path.of("routes"), child.routes);
        child.prefix = List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
        for (Path path = folder; !path.equals(Path.of(System.getProperty("java.io.tmpdir"))); path = path.getParent()) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        assertThat(new ProcessBuilder("chown", "-R", "nobody", child.data.toString())
                        .start()
                        .waitFor(60, TimeUnit.SECONDS))
                .isTrue();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(path, copy);
            }
        }
    }

    private List<String> asides() throws IOException {
        try (Stream<Path> paths = Files.list(child.data)) {
            return paths.map(path -> path.getFileName().toString())
                    .filter(name -> name.contains("set-aside"))
                    .toList();
        }
    }
}
