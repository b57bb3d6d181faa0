package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.HaetaeProcess;
import io.haetae.store.Store;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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

    private interface Deed {
        void run() throws Exception;
    }

    @BeforeEach
    void prepare() {
        child = new Child(folder);
        file = child.data.resolve(Store.FILE);
    }

    @AfterEach
    void close() throws InterruptedException {
        child.close();
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
    void endsInTimeAlthoughTheStoreIsLocked() throws Exception {
        HaetaeProcess run = child.run();
        child.asks();
        try (Handle other = Jdbi.create("jdbc:sqlite:" + file).open()) {
            other.execute("pragma busy_timeout = 10000");
            other.execute("begin immediate");
            child.pollsNoMore();
            run.terminate();
            assertThat(run.endsWithin(Child.IN_TIME)).as(run.out()).isZero();
        }
    }

    @Test
    void theDiskIsFull() throws Exception {
        try (SmallDisk disk = new SmallDisk(child.data)) {
            breaksAndIsMended(disk::fill, "the disk of " + file + " is full", disk::makeRoom);
            child.close();
        }
    }
}
