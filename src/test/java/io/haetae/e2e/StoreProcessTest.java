package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.haetae.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The store breaks under a watch that runs, as a process of its own: polls and deliveries stop, people hear of it once,
 * and when it is well both go on, with nothing lost and nothing told twice.
 */
class StoreProcessTest {

    private static final String DOWN = "[Haetae] default: the store has failed since ";
    private static final String WELL = "[Haetae] default: the store is well again; ";

    @TempDir
    Path folder;

    private Child child;
    private Path file;
    private boolean mounted;

    private interface Deed {
        void run() throws Exception;
    }

    @BeforeEach
    void prepare() {
        child = new Child(folder);
        file = child.data.resolve(Store.FILE);
    }

    @AfterEach
    void close() throws Exception {
        child.close();
        if (mounted) {
            shell("umount", "-l", child.data.toString());
        }
    }

    private void breaksAndIsMended(Deed breaks, String cause, Deed mends) throws Exception {
        child.run();
        child.login();
        child.until(() -> assertThat(child.logins()).containsExactly(1L));
        breaks.run();
        child.until(() -> assertThat(child.itself()).hasSize(1));
        assertThat(child.itself().get(0)).startsWith(DOWN).contains("Cause: " + cause);
        child.login();
        child.pollsNoMore();
        assertThat(child.logins()).containsExactly(1L, 0L);
        mends.run();
        child.until(() -> assertThat(child.itself()).hasSize(2));
        child.login();
        child.until(() -> assertThat(child.logins()).containsExactly(1L, 1L, 1L));
        assertThat(child.itself().get(1)).startsWith(WELL);
        assertThat(child.stop()).as(child.out()).isZero();
        assertThat(child.logins()).containsExactly(1L, 1L, 1L);
        assertThat(child.itself()).hasSize(2);
        assertThat(child.out()).doesNotContain("\tat ");
        assertThat(child.out().lines().filter(line -> line.contains(" WARN "))).hasSizeLessThan(6);
    }

    @Test
    void theFileIsDeletedAndComesBack() throws Exception {
        Path away = folder.resolve("away");
        breaksAndIsMended(() -> Files.move(file, away), file + " is gone", () -> Files.move(away, file));
    }

    @Test
    void theFileIsTruncatedAndABackupPutInItsPlace() throws Exception {
        Path backup = folder.resolve("backup");
        breaksAndIsMended(
                () -> {
                    try (Handle other = Jdbi.create("jdbc:sqlite:" + file).open()) {
                        other.execute("vacuum into '" + backup + "'");
                        other.createQuery("pragma wal_checkpoint(truncate)")
                                .mapTo(int.class)
                                .one();
                    }
                    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                        channel.truncate(9000);
                    }
                },
                file + " is damaged",
                () -> Files.move(backup, file, StandardCopyOption.REPLACE_EXISTING));
    }

    @Test
    void anotherProgramHoldsTheLock() throws Exception {
        Jdbi jdbi = Jdbi.create("jdbc:sqlite:" + folder.resolve("data/haetae.db"));
        Handle[] other = new Handle[1];
        breaksAndIsMended(
                () -> {
                    other[0] = jdbi.open();
                    other[0].execute("pragma busy_timeout = 10000");
                    other[0].execute("begin immediate");
                },
                "another program has locked " + file,
                () -> other[0].close());
    }

    @Test
    void theDiskIsFull() throws Exception {
        Files.createDirectory(child.data);
        assumeThat(shell("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", child.data.toString()))
                .as("only root can mount a small disk")
                .isZero();
        mounted = true;
        Path filler = child.data.resolve("filler");
        breaksAndIsMended(() -> fill(filler), "the disk of " + file + " is full", () -> Files.delete(filler));
    }

    private static void fill(Path filler) throws IOException {
        byte[] kilobyte = new byte[1024];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(kilobyte);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    private static int shell(String... command) throws Exception {
        Process process = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }
}
