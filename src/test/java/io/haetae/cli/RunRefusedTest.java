package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.sandbox.SlackPost;
import io.haetae.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code run} ends before it watches. That exit code and reason reach the shell from a process of its own, {@code
 * StoreStartTest} and {@code JsonLogTest} show.
 */
class RunRefusedTest {

    private static final String TEMPORARY = "java.io.tmpdir";

    @TempDir
    Path folder;

    private final String temporary = System.getProperty(TEMPORARY);
    private Surround surround;
    private Path data;

    @BeforeEach
    void setUp() throws Exception {
        System.setProperty(
                TEMPORARY, Files.createDirectory(folder.resolve("tmp")).toString());
        surround = new Surround(folder);
        data = folder.resolve("data");
        surround.environment.put("HAETAE_DATA", data.toString());
    }

    @AfterEach
    void tearDown() {
        surround.close();
        System.setProperty(TEMPORARY, temporary);
    }

    private void refuses(int code, String reason, String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "run";
        System.arraycopy(options, 0, words, 1, options.length);
        assertThat(surround.run(words)).as(surround.terminal.err).isEqualTo(code);
        assertThat(surround.terminal.err.lines())
                .first()
                .asString()
                .startsWith("haetae: ")
                .contains(reason);
        assertThat(surround.terminal.out).isEmpty();
        assertThat(surround.tracer.requests()).isEmpty();
    }

    private void isTold(String cause) {
        assertThat(surround.slack.messages())
                .extracting(SlackPost::text)
                .singleElement()
                .asString()
                .startsWith("[Haetae] default: the watch could not start at ")
                .contains(cause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "91d"})
    void howFarBackIsChecked(String since) {
        refuses(2, "--since: ", "--since", since);
    }

    @Test
    void aBadRuleFileIsNamedWithItsReason() throws Exception {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        surround.environment.put("HAETAE_ROUTES", rules.toString());
        Files.writeString(rules.resolve("typo.camel.yaml"), """
                - route:
                    id: typo
                    from:
                      uri: activity:Customer
                      parameters: {prodct: Account}
                      steps:
                        - to: alert:high
                """);
        refuses(2, "prodct");
        assertThat(surround.terminal.err).contains("typo.camel.yaml");
    }

    @Test
    void aFolderOfRulesThatIsMissingIsNamed() {
        Path own = folder.resolve("own");
        surround.environment.merge("HAETAE_ROUTES", "," + own, String::concat);
        refuses(2, "rules: " + own + ": the folder of the rules can't be read, as there is none");
    }

    @Test
    void aDataFolderThatCantBeMadeIsNamedWithItsOption() throws Exception {
        Files.writeString(data, "a file");
        refuses(1, "haetae.data (HAETAE_DATA)");
    }

    @Test
    void aStoreOfANewerVersionIsToldOf() {
        try (Store store = Store.open(data)) {
            store.write(handle -> handle.execute("pragma user_version = 99"));
        }
        refuses(1, data.resolve(Store.FILE) + " is of a newer version");
        isTold("written by a newer version of Haetae. What to do: start the newer version");
    }

    @Test
    void aLockedStoreIsToldOf() {
        Store.open(data).close();
        Path file = data.resolve(Store.FILE);
        try (Handle other = Jdbi.create("jdbc:sqlite:" + file).open()) {
            other.execute("begin immediate");
            refuses(1, file + " is locked by another program, which must let go of it");
        }
        isTold("another program has locked " + file);
    }

    @Test
    void aSoundStoreIsNotSetAside() {
        Store.open(data).close();
        refuses(
                2,
                data.resolve(Store.FILE) + " is sound, and not set aside: start without --fresh-store",
                "--fresh-store");
        assertThat(surround.slack.requests()).isEmpty();
        Store.attach(data).close();
    }
}
