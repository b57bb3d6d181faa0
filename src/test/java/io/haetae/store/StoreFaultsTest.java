package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** What SQLite says of a store that is not well, and what it doesn't say. */
@Timeout(90)
class StoreFaultsTest {

    @TempDir
    Path folder;

    private Path file;
    private Store store;

    @BeforeEach
    void open() {
        file = folder.resolve(Store.FILE);
        store = Store.open(folder, SynchronousMode.FULL, Duration.ofMillis(50));
        put("a");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void put(String name) {
        store.write(handle -> handle.execute("insert into account (name, since) values (?, 0)", name));
    }

    private List<String> names() {
        return store.read(handle -> handle.createQuery("select name from account order by name")
                .mapTo(String.class)
                .list());
    }

    private Fault fault(Runnable use) {
        StoreException thrown = catchThrowableOfType(StoreException.class, use::run);
        assertThat(thrown).isNotNull();
        assertThat(thrown.getMessage()).contains(file.toString());
        return thrown.fault();
    }

    /** Fails with this, whatever one does, as long as nobody mends it. */
    private void staysDown(Fault fault) {
        for (int i = 0; i < 3; i++) {
            assertThat(fault(() -> put("lost"))).isEqualTo(fault);
            assertThat(fault(this::names)).isEqualTo(fault);
            assertThat(fault(store::probe)).isEqualTo(fault);
        }
    }

    private Path backup() {
        Path copy = folder.resolve("backup");
        store.read(handle -> handle.execute("vacuum into '" + copy + "'"));
        return copy;
    }

    @Test
    void aDeletedFileIsNoticedAndNeverMadeAnew() throws IOException {
        Files.delete(file);
        staysDown(Fault.GONE);
        assertThat(file).doesNotExist();
        Files.delete(folder.resolve("haetae.db-wal"));
        Files.delete(folder.resolve("haetae.db-shm"));
        staysDown(Fault.GONE);
        assertThat(file).doesNotExist();
    }

    @Test
    void aFileThatIsDeletedDuringATransactionLeavesItUndone() {
        assertThat(fault(() -> store.write(handle -> {
                    handle.execute("insert into account (name, since) values ('b', 0)");
                    delete(file);
                })))
                .isEqualTo(Fault.GONE);
    }

    @Test
    void theSameFileMovedBackIsGoneOnWith() throws IOException {
        int sitting = store.sitting();
        Path away = folder.resolve("away");
        Files.move(file, away);
        staysDown(Fault.GONE);
        Files.move(away, file);
        put("b");
        assertThat(names()).containsExactly("a", "b");
        assertThat(store.sitting()).isNotEqualTo(sitting);
    }

    @Test
    void aSoundBackupInItsPlaceIsGoneOnWith() throws IOException {
        Path backup = backup();
        put("b");
        Files.move(backup, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(fault(() -> put("c"))).isEqualTo(Fault.REPLACED);
        assertThat(names()).as("without what the old one's journal holds").containsExactly("a");
        put("d");
        assertThat(names()).containsExactly("a", "d");
        assertThat(check()).isEqualTo("ok");
        assertThat(asides()).allMatch(name -> name.matches("haetae\\.db\\.set-aside-[0-9]{8}-[0-9]{6}-(wal|shm)"));
    }

    @Test
    void aBackupAfterADeletionIsGoneOnWith() throws IOException {
        Path backup = backup();
        put("b");
        Files.delete(file);
        staysDown(Fault.GONE);
        Files.move(backup, file);
        assertThat(names()).containsExactly("a");
        put("d");
        assertThat(check()).isEqualTo("ok");
    }

    @Test
    void whatIsPutInItsPlaceMustBeASoundStore() throws IOException {
        Path backup = backup();
        Files.delete(file);
        Files.createFile(file);
        assertThat(fault(this::names)).isEqualTo(Fault.REPLACED);
        staysDown(Fault.NO_STORE);
        assertThat(Files.size(file)).isZero();
        Files.writeString(file, "garbage ".repeat(2000));
        staysDown(Fault.NO_STORE);
        byte[] whole = Files.readAllBytes(backup);
        for (int i = whole.length / 2; i < whole.length; i++) {
            whole[i] = 7;
        }
        Files.write(file, whole);
        staysDown(Fault.DAMAGED);
        Files.move(backup, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void aDeletedJournalLosesNothing() throws IOException {
        put("b");
        Files.delete(folder.resolve("haetae.db-wal"));
        assertThat(fault(() -> put("c"))).isEqualTo(Fault.JOURNAL_GONE);
        put("d");
        assertThat(names()).contains("a", "b", "d");
        Files.delete(folder.resolve("haetae.db-shm"));
        assertThat(fault(() -> put("e"))).isEqualTo(Fault.JOURNAL_GONE);
        assertThat(names()).contains("a", "b", "d");
    }

    @Test
    void aTruncatedFileIsNoticedAndABackupMendsIt() throws IOException {
        fill();
        Path backup = backup();
        truncate(file, 5000);
        assertThat(fault(this::names)).isEqualTo(Fault.TRUNCATED);
        staysDown(Fault.DAMAGED);
        Files.move(backup, file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(names()).contains("a");
    }

    @Test
    void aFileTruncatedToNothingIsNeverTakenForANewOne() throws IOException {
        fill();
        truncate(file, 0);
        assertThat(fault(() -> put("c"))).isEqualTo(Fault.TRUNCATED);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(this::names).isInstanceOf(StoreException.class);
        }
        store.close();
        assertThatThrownBy(() -> Store.open(folder)).isInstanceOf(StoreException.class);
    }

    /** Enough to be copied from the journal into the file. */
    private void fill() {
        for (int i = 0; i < 40; i++) {
            String hash = "h" + i;
            store.write(handle -> handle.execute(
                    "insert into unreadable values ('a', ?, 0, 'no reason', hex(randomblob(30000)))", hash));
        }
        store.read(handle -> handle.createQuery("pragma wal_checkpoint(truncate)")
                .mapTo(int.class)
                .one());
    }

    @Test
    void aFullStoreSaysSoAndGoesOnWhenThereIsRoom() {
        store.read(handle ->
                handle.createQuery("pragma max_page_count = 1").mapTo(int.class).one());
        assertThat(fault(this::big)).isEqualTo(Fault.FULL);
        // the limit was the connection's, and that one is gone
        store.probe();
        big();
    }

    @Test
    void aFullStoreIsSeenByTheProbe() {
        store.read(handle ->
                handle.createQuery("pragma max_page_count = 1").mapTo(int.class).one());
        assertThat(fault(store::probe)).isEqualTo(Fault.FULL);
    }

    private void big() {
        store.write(handle ->
                handle.execute("insert into unreadable values ('a', 'h', 0, 'no reason', hex(randomblob(200000)))"));
    }

    @Test
    void theProbeLeavesNothingBehind() throws IOException {
        store.probe();
        store.read(handle -> handle.createQuery("pragma wal_checkpoint(truncate)")
                .mapTo(int.class)
                .one());
        long size = Files.size(file);
        for (int i = 0; i < 50; i++) {
            store.probe();
        }
        assertThat(Files.size(folder.resolve("haetae.db-wal")))
                .as("it really writes")
                .isPositive();
        assertThat(Files.size(folder.resolve("haetae.db-wal"))).isLessThan(64 * 4200);
        store.read(handle -> handle.createQuery("pragma wal_checkpoint(truncate)")
                .mapTo(int.class)
                .one());
        assertThat(Files.size(file)).isEqualTo(size);
        assertThat(names()).containsExactly("a");
    }

    @Test
    void aStoreThatSomebodyHasLockedIsWaitedForAndGoesOn() {
        try (Handle other = Jdbi.create("jdbc:sqlite:" + file).open()) {
            other.execute("begin immediate");
            assertThat(fault(() -> put("c"))).isEqualTo(Fault.LOCKED);
            staysDown(Fault.LOCKED);
            other.execute("rollback");
        }
        store.probe();
        put("b");
        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void aStoreThatMayNotBeWrittenSaysSo() {
        store.read(handle -> handle.execute("pragma query_only = true"));
        assertThat(fault(() -> put("c"))).isEqualTo(Fault.READ_ONLY);
        put("b");
    }

    @Test
    void workThatSpansAFaultBeginsAgain() throws IOException {
        int sitting = store.sitting();
        store.within(sitting, () -> put("b"));
        Path away = folder.resolve("away");
        Files.move(file, away);
        assertThat(fault(this::names)).isEqualTo(Fault.GONE);
        Files.move(away, file);
        assertThatThrownBy(() -> store.within(sitting, () -> put("c"))).isInstanceOf(StoreException.class);
        assertThat(names()).containsExactly("a", "b");
        store.within(store.sitting(), () -> put("c"));
    }

    @Test
    void aUseThatHangsKeepsNobodyFromHearingOfIt() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        Thread use = new Thread(() -> store.read(handle -> {
            hangs.countDown();
            try {
                return over.await(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }));
        use.start();
        assertThat(hangs.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(catchThrowableOfType(StoreException.class, store::probe).fault())
                .isEqualTo(Fault.HANGS);
        over.countDown();
        use.join();
        store.probe();
    }

    private String check() {
        return store.read(handle ->
                handle.createQuery("pragma integrity_check").mapTo(String.class).first());
    }

    private List<String> asides() throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString())
                    .filter(name -> name.contains("set-aside"))
                    .toList();
        }
    }

    private static void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
