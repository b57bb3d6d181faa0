package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

@Timeout(90)
class StoreTest {

    @TempDir
    Path folder;

    private static void put(Store store, String name) {
        store.write(handle -> handle.execute("insert into account (name, since) values (?, 0)", name));
    }

    private static int count(Store store) {
        return store.read(handle -> handle.createQuery("select count(*) from account")
                .mapTo(int.class)
                .one());
    }

    @Test
    void isMadeWhereThereIsNone() {
        Path deep = folder.resolve("some/where");
        try (Store store = Store.open(deep)) {
            put(store, "a");
        }
        try (Store store = Store.open(deep)) {
            assertThat(count(store)).isEqualTo(1);
        }
        assertThat(deep.resolve(Store.FILE)).exists();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void whatItMakesIsItsUsersAlone() throws Exception {
        Path deep = folder.resolve("some/where");
        try (Store store = Store.open(deep)) {
            put(store, "a");
            assertThat(rights(deep)).isEqualTo("rwx------");
            for (String name : new String[] {"haetae.db", "haetae.db-wal", "haetae.db-shm", "haetae.lock"}) {
                assertThat(rights(deep.resolve(name))).as(name).isEqualTo("rw-------");
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatIsThereIsLeftAsItIs() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-x---"));
        Store.open(folder).close();
        assertThat(rights(folder)).isEqualTo("rwxr-x---");
    }

    private static String rights(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    @Test
    void whoLooksInDoesNoHarmToAVeryFirstStart() throws Exception {
        for (int i = 0; i < 10; i++) {
            Path fresh = folder.resolve("fresh" + i);
            AtomicBoolean open = new AtomicBoolean();
            CompletableFuture<Void> guest = CompletableFuture.runAsync(() -> {
                while (!open.get()) {
                    try (Store store = Store.attach(fresh)) {
                        count(store);
                    } catch (StoreException e) {
                        assertThat(e).hasMessageStartingWith("there is no store in ");
                    }
                }
            });
            try (Store store = Store.open(fresh)) {
                put(store, "a");
                open.set(true);
                guest.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void twoThatUpgradeAtOnceBothFindItDone() throws Exception {
        Sqlite sqlite = new Sqlite(SQLiteConfig.SynchronousMode.OFF, Duration.ofSeconds(30));
        for (int i = 0; i < 10; i++) {
            Path file = folder.resolve("shared" + i);
            sqlite.connect(file, true)
                    .close(); // a file's way of journalling is set by one only: SQLite does not wait then
            CyclicBarrier both = new CyclicBarrier(2);
            Callable<Void> upgrade = () -> {
                try (Handle handle = sqlite.connect(file, true)) {
                    both.await(60, TimeUnit.SECONDS);
                    Schema.upgrade(handle);
                    Schema.look(handle, file);
                }
                return null;
            };
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                for (Future<Void> done : threads.invokeAll(List.of(upgrade, upgrade))) {
                    done.get();
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    @Test
    void onlyTheWatchUpgradesAnOlderStore() {
        try (Store store = Store.open(folder)) {
            store.write(handle -> {
                handle.execute("drop table condition");
                handle.execute("pragma user_version = 1");
            });
        }
        assertThatThrownBy(() -> Store.attach(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(
                        "is of version 1, this program's is " + Schema.VERSION + ": start the watch once");
    }

    @Test
    void tellsWhichProcessHasIt() throws Exception {
        assertThat(Store.watchOf(folder)).isEmpty();
        try (Store store = Store.open(folder)) {
            assertThat(Store.watchOf(folder))
                    .contains(Long.toString(ProcessHandle.current().pid()));
            put(store, "still works");
        }
        assertThat(Store.watchOf(folder)).isEmpty();
        assertThatThrownBy(() -> Store.watchOf(folder.resolve("none"))).isInstanceOf(StoreException.class);
    }

    @Test
    void refusesASecondWatchAndNamesTheProcess() {
        try (Store store = Store.open(folder)) {
            put(store, "a");
            assertThatThrownBy(() -> Store.open(folder))
                    .isInstanceOf(FolderInUse.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            put(store, "b");
        }
        try (Store store = Store.open(folder)) {
            assertThat(count(store)).isEqualTo(2);
        }
    }

    @Test
    void tellsWhetherWhoeverHasItPasses() {
        for (int i = 0; i < 2; i++) { // a folder that was never used, and one that was
            try (Store watch = Store.open(folder)) {
                assertThatThrownBy(() -> Store.passing(folder))
                        .satisfies(e -> assertThat(((FolderInUse) e).passing()).isFalse());
            }
            try (Store command = i == 0 ? Store.passing(folder) : Store.alone(folder)) {
                String process = Long.toString(ProcessHandle.current().pid());
                assertThat(Store.watchOf(folder)).contains(process);
                assertThatThrownBy(() -> Store.open(folder))
                        .hasMessageEndingWith("in use by process " + process)
                        .satisfies(e -> assertThat(((FolderInUse) e).passing()).isTrue());
            }
        }
    }

    /** Else it would name the last holder for as long as the store takes to open, and a watch would go by that. */
    @Test
    void namesItselfBeforeItsStoreIsOpen() throws Exception {
        Store.passing(folder).close();
        try (FolderLock lock = FolderLock.take(folder, false)) {
            assertThat(folder.resolve("haetae.lock"))
                    .hasContent(Long.toString(ProcessHandle.current().pid()));
        }
    }

    /** What another process gets to hear: opens the store of the folder it is given. */
    static final class Another {
        public static void main(String[] folder) {
            try (Store store = Store.open(Path.of(folder[0]))) {
                System.out.println("opened");
            } catch (FolderInUse e) {
                System.out.println(e.getMessage());
            }
        }
    }

    /** Makes its first store in the folder that it is given, and needs for it as long as nobody speaks to it. */
    static final class Beginner {
        public static void main(String[] folder) throws Exception {
            try (FolderLock lock = FolderLock.take(Path.of(folder[0]), false)) {
                System.out.println("begins");
                System.in.read();
            }
        }
    }

    @Test
    void whoeverHasNoStoreYetCountsAsPassing() throws Exception {
        Process beginner = java(Beginner.class);
        try {
            assertThat(beginner.inputReader().readLine()).isEqualTo("begins");
            assertThatThrownBy(() -> Store.open(folder))
                    .satisfies(e -> assertThat(((FolderInUse) e).passing()).isTrue());
        } finally {
            beginner.destroyForcibly();
        }
    }

    private Process java(Class<?> main) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
    }

    /** Closing a second channel on a file gives back the locks that the whole process has on it. */
    @Test
    void refusesAnotherProcessAlsoAfterASecondTryInThisOne() throws Exception {
        try (Store store = Store.open(folder)) {
            assertThatThrownBy(() -> Store.open(folder)).isInstanceOf(FolderInUse.class);
            Process another = java(Another.class);
            String said = new String(another.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said)
                    .contains("in use by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void refusesAFileOfANewerVersionAndLetsGoOfTheFolder() {
        try (Store store = Store.open(folder)) {
            store.read(handle -> handle.execute("pragma user_version = 99"));
        }
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Store.open(folder))
                    .isInstanceOf(StoreException.class)
                    .isNotInstanceOf(FolderInUse.class)
                    .hasMessageContaining("99");
        }
    }

    @Test
    void refusesWhatIsNoStore() throws Exception {
        java.nio.file.Files.writeString(folder.resolve(Store.FILE), "this is no database, however long it may be");
        assertThatThrownBy(() -> Store.open(folder)).isInstanceOf(StoreException.class);
    }

    @Test
    void keepsNothingOfATransactionThatThrows() {
        try (Store store = Store.open(folder)) {
            put(store, "a");
            assertThatThrownBy(() -> store.write(handle -> {
                        handle.execute("insert into account (name, since) values ('b', 0)");
                        throw new IllegalStateException("half-way");
                    }))
                    .hasMessage("half-way");
            assertThatThrownBy(() -> store.write(handle -> {
                        handle.execute("insert into account (name, since) values ('b', 0)");
                        handle.execute("insert into account (name, since) values ('b', 0)");
                    }))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.write(handle -> {
                        handle.execute("insert into account (name, since) values ('b', 0)");
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(StackOverflowError.class);
            assertThat(count(store)).isEqualTo(1);
            put(store, "b");
            assertThat(count(store)).isEqualTo(2);
        }
    }

    @Test
    void isSharedWithWhoeverAttaches() {
        try (Store store = Store.open(folder)) {
            put(store, "a");
            try (Store beside = Store.attach(folder)) {
                assertThat(count(beside)).isEqualTo(1);
                put(beside, "b");
                assertThat(count(store)).isEqualTo(2);
                put(store, "c");
                assertThat(count(beside)).isEqualTo(3);
            }
            put(store, "d");
            assertThatThrownBy(() -> Store.open(folder)).isInstanceOf(FolderInUse.class);
        }
    }

    @Test
    void isNotMadeByAttaching() {
        assertThatThrownBy(() -> Store.attach(folder))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no store");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void waitsForTheOtherWriter() throws Exception {
        try (Store store = Store.open(folder);
                Store beside = Store.attach(folder)) {
            Thread[] writers = new Thread[2];
            for (int i = 0; i < 2; i++) {
                Store mine = i == 0 ? store : beside;
                String name = "w" + i;
                writers[i] = new Thread(() -> {
                    for (int n = 0; n < 50; n++) {
                        int number = n;
                        mine.write(handle -> {
                            handle.createQuery("select count(*) from account")
                                    .mapTo(int.class)
                                    .one();
                            handle.execute("insert into account (name, since) values (?, 0)", name + number);
                        });
                    }
                });
                writers[i].start();
            }
            for (Thread writer : writers) {
                writer.join();
            }
            assertThat(count(store)).isEqualTo(100);
        }
    }
}
