package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedTest {

    @TempDir
    private Path folder;

    private Store store;

    @BeforeEach
    void open() {
        store = ImpatientStore.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aTextIsPreparedOnce() {
        assertThat(store.<PreparedStatement>read(handle -> statement(handle, 1)))
                .isSameAs(store.<PreparedStatement>read(handle -> statement(handle, 2)));
    }

    @Test
    void anotherLengthOfAListIsAnotherText() {
        store.write(tx -> {
            assertThat(numbers(tx, List.of(1, 2))).containsExactly(1, 2);
            assertThat(numbers(tx, List.of(3))).containsExactly(3);
            assertThat(numbers(tx, List.of(4, 5))).containsExactly(4, 5);
        });
    }

    @Test
    void theSameTextMayBeAtWorkTwice() {
        store.write(tx -> {
            List<List<Integer>> found = tx.createQuery("select value from json_each('[1,2,3]')")
                    .map((row, context) -> tx.createQuery("select value from json_each('[1,2,3]')")
                            .mapTo(Integer.class)
                            .list())
                    .list();
            assertThat(found).containsExactly(List.of(1, 2, 3), List.of(1, 2, 3), List.of(1, 2, 3));
        });
    }

    @Test
    void aRowThatNobodyFetchedKeepsNoTransactionOpen() {
        store.write(tx -> {
            tx.execute("insert into account (name, since) values ('a', 1), ('b', 2)");
            assertThat(tx.createQuery("select name from account order by name")
                            .mapTo(String.class)
                            .findFirst())
                    .contains("a");
        });
        try (Store other = Store.attach(folder)) {
            other.write(tx -> tx.execute("update account set since = 3"));
            assertThat(other.<Integer>read(handle -> handle.createQuery("select count(*) from account where since = 3")
                            .mapTo(Integer.class)
                            .one()))
                    .isEqualTo(2);
        }
    }

    @Test
    void oneThatFailedServesAgain() {
        store.write(tx -> insert(tx, "a"));
        assertThatThrownBy(() -> store.write(tx -> insert(tx, "a"))).isInstanceOf(StoreException.class);
        store.write(tx -> insert(tx, "b"));
        assertThat(new AccountNames(store).all()).containsExactlyInAnyOrder("a", "b");
    }

    private static void insert(Handle tx, String name) {
        tx.execute("insert into account (name, since) values (?, 1)", name);
    }

    private static PreparedStatement statement(Handle handle, int number) {
        return handle.createQuery("select :number")
                .bind("number", number)
                .map((row, context) -> context.getStatement())
                .one();
    }

    private static List<Integer> numbers(Handle tx, List<Integer> wanted) {
        return tx.createQuery("select value from json_each('[1,2,3,4,5]') where value in (<wanted>)")
                .bindList("wanted", wanted)
                .mapTo(Integer.class)
                .list();
    }
}
