package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.ConfigurationException;
import io.haetae.config.Problem;
import io.haetae.config.Text;
import io.haetae.store.FolderInUse;
import io.haetae.store.StoreException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HaetaeTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "status",
                "alerts",
                "alerts list",
                "alerts show",
                "alerts replay",
                "accounts",
                "accounts rename",
                "accounts forget",
                "check",
                "encrypt",
                "records",
                "drill"
            })
    void everyCommandHelpsAndFitsInto80Columns(String command) {
        Terminal terminal = new Terminal(folder);
        assertThat(terminal.run((command + " --help").strip().split(" "))).isZero();
        assertThat(terminal.out).startsWith("Usage: haetae");
        assertThat(terminal.out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        if (!List.of("", "alerts", "accounts", "encrypt").contains(command)) {
            assertThat(terminal.out).contains("--config=FILE");
        }
    }

    @Test
    void saysItsVersion() {
        Terminal terminal = new Terminal(folder);
        assertThat(terminal.run("--version")).isZero();
        assertThat(terminal.out).startsWith("haetae ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "alerts", "stats", "--what", "status --jason", "alerts show"})
    void misusedIsTwo(String arguments) {
        Terminal terminal = new Terminal(folder);
        String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");
        assertThat(terminal.run(words)).isEqualTo(2);
        assertThat(terminal.out).isEmpty();
        assertThat(terminal.err).startsWith("haetae: ");
    }

    @Test
    void wronglyConfiguredIsTwoWithALineForEachProblem() {
        Terminal terminal = new Terminal(folder);
        assertThat(terminal.run(Map.of("HAETAE_TIME_ZONE", "Mars"), "status", "--config", "none.properties"))
                .isEqualTo(2);
        assertThat(terminal.err.lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("haetae: configuration: "));
    }

    @Test
    void failuresAreALineAndNeverAStackTrace() {
        ConfigurationException wrong = new ConfigurationException(
                List.of(problem("a", "do b"), problem("c", "do d")), List.of(Text.asItIs("odd")));
        assertThat(failed(wrong))
                .isEqualTo(
                        "2 haetae: warning: odd\nhaetae: configuration: a: is wrong; do b\nhaetae: configuration: c: is wrong; do d\n");
        assertThat(failed(new FolderInUse(Text.asItIs("process 7 has it"), false)))
                .isEqualTo("2 haetae: process 7 has it\n");
        assertThat(failed(new StoreException(Text.asItIs("disk full")))).isEqualTo("1 haetae: disk full\n");
        assertThat(failed(new IllegalStateException("odd")))
                .isEqualTo("1 haetae: it failed: java.lang.IllegalStateException: odd\n");
    }

    @Test
    void onlyTheWatchLogsToStandardOutput() {
        assertThat(Haetae.log("run", "--since", "24h")).isEqualTo("System.out");
        assertThat(Haetae.log("status", "--json")).isEqualTo("System.err");
        assertThat(Haetae.log("alerts", "list", "run")).isEqualTo("System.err");
        assertThat(Haetae.log()).isEqualTo("System.err");
    }

    private static Problem problem(String option, String right) {
        return new Problem(option, Text.asItIs("is wrong"), Text.asItIs(right));
    }

    /** Exit code and standard error. */
    private String failed(Exception failure) {
        StringWriter err = new StringWriter();
        Surroundings english = new Surroundings(Map.of("HAETAE_LANGUAGE", "en"), folder, folder, Clock.systemUTC());
        CommandLine command = Haetae.commandLine(english).setErr(new PrintWriter(err, true));
        return Failures.failed(failure, command, null) + " " + err;
    }
}
