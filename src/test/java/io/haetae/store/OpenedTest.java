package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store is refused for at the start, instead of a new one being made in its place. */
class OpenedTest {

    @TempDir
    Path folder;

    private Path file;
    private Store store;

    @BeforeEach
    void open() {
        file = folder.resolve(Store.FILE);
        store = Store.open(folder);
        store.write(handle -> handle.execute("insert into account (name, since) values ('a', 0)"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private StoreException refused() {
        return catchThrowableOfType(StoreException.class, () -> Store.open(folder));
    }

    private void truncate(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    @Test
    void garbageAtTheStartIsRefusedAndLeftAlone() throws IOException {
        store.close();
        Files.writeString(file, "this is no database ".repeat(500));
        StoreException thrown = refused();
        assertThat(thrown.fault()).isEqualTo(Fault.NO_STORE);
        assertThat(thrown).hasMessageContaining("run --fresh-store");
        assertThat(Files.readString(file)).startsWith("this is no database");
    }

    @Test
    void anEmptyOrCutFileAtTheStartIsRefused() throws IOException {
        store.write(handle -> {
            for (int i = 0; i < 500; i++) {
                handle.execute("insert into account (name, since) values (?, 0)", "account " + i);
            }
        });
        store.close();
        truncate(6000);
        assertThat(refused().fault()).isEqualTo(Fault.DAMAGED);
        truncate(0);
        assertThat(refused().fault()).isEqualTo(Fault.NO_STORE);
    }

    @Test
    void aJournalWithoutItsStoreIsNoFirstStart() throws IOException {
        Files.copy(folder.resolve("haetae.db-wal"), folder.resolve("kept"));
        store.close();
        Files.delete(file);
        Files.move(folder.resolve("kept"), folder.resolve("haetae.db-wal"));
        assertThat(refused().fault()).isEqualTo(Fault.GONE);
    }

    @Test
    void aNewerVersionIsRefused() {
        store.write(handle -> handle.execute("pragma user_version = 99"));
        store.close();
        StoreException thrown = refused();
        assertThat(thrown.fault()).isEqualTo(Fault.NEWER);
        assertThat(thrown).hasMessageContaining("version 99");
    }

    @Test
    void theMakingOfAStoreThatWasCutOffBeginsAgain() throws IOException {
        store.close();
        Files.move(file, folder.resolve("haetae.db.new"));
        Files.writeString(folder.resolve("haetae.lock"), "");
        store = Store.open(folder);
        assertThat(store.<Integer>read(handle -> handle.createQuery("select count(*) from account")
                        .mapTo(Integer.class)
                        .one()))
                .isZero();
        assertThat(folder.resolve("haetae.db.new")).doesNotExist();
    }
}
