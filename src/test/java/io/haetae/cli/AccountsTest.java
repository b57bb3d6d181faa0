package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.store.AlertQueries;
import io.haetae.store.Cursors;
import io.haetae.store.FilledStore;
import io.haetae.store.Severity;
import io.haetae.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

    private static final String[] RUN = {"run"};

    @TempDir
    Path folder;

    private Terminal terminal;

    @BeforeEach
    void setUp() {
        terminal = new Terminal(folder);
        try (FilledStore store = store()) {
            store.account("default", 5L, 200, null)
                    .cursor("default", 0, 7)
                    .rule("default", "root-login")
                    .unreadable("default", "h", 1)
                    .hole("default", 3, 4)
                    .condition("default", "blind", 1, "{}")
                    .alert("waiting", Severity.HIGH, "first");
        }
    }

    private FilledStore store() {
        return FilledStore.in(terminal.data());
    }

    /** Of every table that has accounts: whose rows are in it. */
    private static Map<String, List<String>> owners(Store store) {
        Map<String, List<String>> owners = store.read(handle -> handle
                .createQuery("select one.name from sqlite_schema as one join pragma_table_info(one.name) as field"
                        + " where one.type = 'table' and field.name = 'account'")
                .mapTo(String.class)
                .list()
                .stream()
                .collect(Collectors.toMap(
                        table -> table,
                        table -> handle.createQuery("select distinct account from " + table)
                                .mapTo(String.class)
                                .list())));
        assertThat(owners).containsKeys("cursor", "rule_start", "alert", "unreadable", "hole", "condition");
        return owners;
    }

    private Map<String, String> configured(String name) {
        return Map.of(
                "HAETAE_ACCOUNTS",
                name,
                "NCLOUD_ACCESS_KEY",
                "ncp_iam_BPAMKRaccess12345678",
                "NCLOUD_SECRET_KEY",
                "secret",
                "WEBHOOK_URL",
                "http://127.0.0.1:1/x",
                "HAETAE_DATA",
                terminal.data().toString(),
                "HAETAE_ROUTES",
                Path.of("routes").toAbsolutePath().toString());
    }

    @Test
    void aStoreWhoseAccountIsConfiguredNoLongerStopsTheStartAndNamesTheWaysOut() {
        assertThat(terminal.run(configured("prod"), RUN)).isEqualTo(2);
        assertThat(terminal.err)
                .isEqualTo("haetae: configuration: haetae.accounts: has no account default, of which the store holds"
                        + " cursors and alerts; if it has another name now: bin/haetae accounts rename default prod; if it"
                        + " is watched no longer: bin/haetae accounts forget default\n");
    }

    @Test
    void aRenamedAccountGoesOn() {
        assertThat(terminal.run("accounts", "rename", "default", "prod")).isZero();
        assertThat(terminal.out).isEqualTo("account default is prod from now on\n");
        try (Store store = Store.open(terminal.data())) {
            assertThat(new Cursors(store).of("prod")).containsEntry(Duration.ZERO, 7L);
            assertThat(new Cursors(store).of("default")).isEmpty();
            assertThat(new AlertQueries(store).list("waiting"))
                    .extracting(stored -> stored.alert().account())
                    .containsExactly("prod");
            assertThat(owners(store))
                    .allSatisfy((table, owners) -> assertThat(owners).containsExactly("prod"));
        }
        assertThat(terminal.run("accounts", "rename", "default", "prod")).isEqualTo(1);
        assertThat(terminal.err).isEqualTo("haetae: the store's accounts are prod: prod is taken\n");
        assertThat(terminal.run("accounts", "rename", "default", "dev")).isEqualTo(1);
        assertThat(terminal.err).isEqualTo("haetae: the store's accounts are prod: there is no default\n");
    }

    @Test
    void anAccountWithAlertsThatNobodyWasToldIsForgottenByForceOnly() {
        assertThat(terminal.run("accounts", "forget", "default")).isEqualTo(1);
        assertThat(terminal.err).startsWith("haetae: alerts of account default that nobody has been told: 1; see");
        assertThat(terminal.run("accounts", "forget", "default", "--force")).isZero();
        assertThat(terminal.out).isEqualTo("account default is forgotten\n");
        assertThat(terminal.run("accounts", "forget", "default")).isEqualTo(1);
        try (Store store = Store.open(terminal.data())) {
            assertThat(new Cursors(store).of("default")).isEmpty();
            assertThat(new AlertQueries(store).list(null)).isEmpty();
            assertThat(owners(store))
                    .allSatisfy((table, owners) -> assertThat(owners).isEmpty());
        }
    }

    @Test
    void alertsThatWaitAreAnAccountsToo() {
        assertThat(terminal.run("accounts", "rename", "default", "prod")).isZero();
        try (FilledStore store = store()) {
            store.alert("waiting", Severity.HIGH, "of a drill before the first run");
        }
        assertThat(terminal.run(configured("prod"), RUN)).isEqualTo(2);
        assertThat(terminal.err).contains("has no account default");
        assertThat(terminal.run("accounts", "forget", "default", "--force")).isZero();
        assertThat(terminal.run("accounts", "rename", "prod", "default")).isZero();
    }

    @Test
    void nothingIsRenamedUnderARunningWatchOrWithoutAStore() {
        try (FilledStore running = store()) {
            assertThat(terminal.run("accounts", "rename", "default", "prod")).isEqualTo(2);
            assertThat(terminal.run("accounts", "forget", "default", "--force")).isEqualTo(2);
            assertThat(terminal.err).contains("is in use by process");
        }
        Terminal elsewhere = new Terminal(folder.resolve("elsewhere"));
        assertThat(elsewhere.run("accounts", "forget", "default")).isEqualTo(1);
        assertThat(elsewhere.err).startsWith("haetae: there is no store in ");
        assertThat(elsewhere.data()).doesNotExist();
        assertThat(elsewhere.run("accounts")).isEqualTo(2);
    }
}
