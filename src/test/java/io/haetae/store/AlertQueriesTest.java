package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertQueriesTest {

    @TempDir
    Path folder;

    FilledStore watch;
    Store store;
    AlertQueries alerts;

    @BeforeEach
    void setUp() {
        watch = FilledStore.in(folder)
                .alert("waiting", Severity.HIGH, "one")
                .alert("sent", Severity.HIGH, "two")
                .alert("dead", Severity.CRITICAL, "three")
                .alert("dead", Severity.INFO, "four");
        store = Store.attach(folder);
        alerts = new AlertQueries(store);
    }

    @AfterEach
    void tearDown() {
        store.close();
        watch.close();
    }

    @Test
    void listsAllOrThoseOfAState() {
        assertThat(alerts.list(null)).extracting(StoredAlert::id).containsExactly(1L, 2L, 3L, 4L);
        assertThat(alerts.list("dead")).extracting(StoredAlert::id).containsExactly(3L, 4L);
        assertThat(alerts.list("sending")).isEmpty();
    }

    @Test
    void showsOneWhole() {
        StoredAlert dead = alerts.show(3).orElseThrow();
        assertThat(dead.alert().severity()).isEqualTo(Severity.CRITICAL);
        assertThat(dead.alert().text()).isEqualTo("three");
        assertThat(dead.alert().facts()).containsEntry("who", "admin").containsEntry("resource", null);
        assertThat(dead.firstFailed()).isEqualTo(1717200002000L);
        assertThat(alerts.show(1).orElseThrow().settled()).isNull();
        assertThat(alerts.show(99)).isEmpty();
    }

    @Test
    void replaysDeadOnesOnlyAsIfTheyWereNew() {
        StoredAlert before = alerts.show(3).orElseThrow();
        assertThat(alerts.replay(List.of(1L, 2L, 3L, 3L, 99L))).containsExactly(3L);
        assertThat(alerts.show(3))
                .contains(new StoredAlert(3, before.alert(), "waiting", before.created(), 0, null, 20, null, null));
        assertThat(alerts.show(2).orElseThrow().state()).isEqualTo("sent");
        assertThat(alerts.show(4).orElseThrow().state()).isEqualTo("dead");
        assertThat(alerts.replayAll()).isEqualTo(1);
        assertThat(alerts.replayAll()).isZero();
    }

    @Test
    void countsByState() {
        assertThat(alerts.counts())
                .containsEntry("waiting", 1L)
                .containsEntry("sending", 0L)
                .containsEntry("sent", 1L)
                .containsEntry("dead", 2L);
    }

    @Test
    void readsWhileTheWatchWrites() {
        watch.run(handle -> {
            handle.execute("update alert set state = 'sent' where id = 1");
            assertThat(alerts.show(1).orElseThrow().state()).isEqualTo("waiting");
        });
        assertThat(alerts.show(1).orElseThrow().state()).isEqualTo("sent");
    }
}
