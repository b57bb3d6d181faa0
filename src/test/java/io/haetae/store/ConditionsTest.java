package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConditionsTest {

    private static final Condition HOLE = new Condition("a", "hole", "7", 42, Map.of("from", "7", "why", "해태 \"x\""));

    @TempDir
    Path folder;

    private final Conditions conditions = new Conditions();
    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private List<Condition> known(String account) {
        return store.read(handle -> Conditions.open(handle, account));
    }

    @Test
    void areKeptOverARestartWithTheirDetails() {
        store.write(tx -> conditions.open(tx, HOLE));
        store.write(tx -> conditions.open(tx, new Condition("a", "blind", "", 5, Map.of())));
        store.close();
        store = Store.open(folder);
        assertThat(known("a")).containsExactly(new Condition("a", "blind", "", 5, Map.of()), HOLE);
        assertThat(known("b")).isEmpty();
        store.write(tx -> conditions.close(tx, HOLE));
        assertThat(known("a")).extracting(Condition::kind).containsExactly("blind");
    }

    @Test
    void areToldOnceAtTheBeginningAndOnceAtTheEndOfEachOccurrence() {
        Condition again = new Condition("a", "hole", "7", 43, Map.of());
        for (int i = 0; i < 2; i++) {
            boolean first = i == 0;
            for (Condition condition : List.of(HOLE, again)) {
                boolean begun = store.transaction(
                        tx -> conditions.tellBeginning(tx, condition, Severity.HIGH, "begins", 1_000));
                boolean ended =
                        store.transaction(tx -> conditions.tellEnd(tx, condition, Severity.INFO, "ends", 2_000));
                assertThat(List.of(begun, ended)).containsExactly(first, first);
            }
        }
        List<StoredAlert> alerts = new AlertQueries(store).list("waiting");
        assertThat(alerts).hasSize(4);
        assertThat(alerts.get(1).alert())
                .isEqualTo(new Alert("a", "haetae-hole", "hole:7:42", 1, Severity.INFO, "ends", 2_000, Map.of()));
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(alert.created())
                        .as("it is never late")
                        .isEqualTo(alert.alert().eventTime()));
    }

    @Test
    void areNotOpenIfTheirAlertCouldNotBeStored() {
        assertThatThrownBy(() -> store.write(tx -> {
                    conditions.open(tx, HOLE);
                    conditions.tellBeginning(tx, HOLE, Severity.HIGH, null, 1_000);
                }))
                .isInstanceOf(StoreException.class);
        assertThat(known("a")).isEmpty();
        assertThat(new AlertQueries(store).list(null)).isEmpty();
    }
}
