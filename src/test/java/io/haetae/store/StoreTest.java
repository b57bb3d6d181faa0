package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
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
