package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoTest {

    /** Without rules or configuration in it. */
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    @Timeout(40)
    void tellsEachOnceAndLeavesNothing() throws IOException {
        Set<Path> before = leftovers();
        assertThat(demo("--for", "10s")).as("%s%s", out, err).isZero();
        assertThat(out.toString())
                .containsPattern("(?m)^  matched +5 ")
                .containsPattern("(?m)^  told +5 ")
                .containsPattern("(?m)^  late +1 ")
                .containsPattern("(?m)^  repeated +0$")
                .containsPattern("(?m)^  lost +0$")
                .contains("refuses", "LATE: seen", "<!channel>", "Access Key를 생성하였습니다.")
                .doesNotContain("\tat ", "Exception", "\u001B[", "&lt;");
        assertThat(out.toString().lines())
                .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(96));
        assertThat(err.toString()).isEmpty();
        assertThat(leftovers()).isEqualTo(before);
    }

    @Test
    void lessThanTheStoryTakesIsMisuse() {
        assertThat(demo("--for", "5s")).isEqualTo(2);
        assertThat(err.toString()).startsWith("haetae: --for: it takes at least 10s; right would be");
        assertThat(demo("--for", "ten")).isEqualTo(2);
    }

    private int demo(String... arguments) {
        CommandLine commandLine = Haetae.commandLine(new Surroundings(Map.of(), folder, folder, Clock.systemUTC()))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return commandLine.execute(
                Stream.concat(Stream.of("demo"), Stream.of(arguments)).toArray(String[]::new));
    }

    private static Set<Path> leftovers() throws IOException {
        try (Stream<Path> paths = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return paths.filter(path -> path.getFileName().toString().startsWith("haetae-demo"))
                    .collect(Collectors.toSet());
        }
    }
}
