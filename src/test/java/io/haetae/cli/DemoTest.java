package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.HaetaeProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {

    /** Without rules or configuration in it. */
    @TempDir
    Path folder;

    @Test
    void tellsEachOnceAndLeavesNothing() throws Exception {
        HaetaeProcess demo =
                HaetaeProcess.start(folder, List.of(), Map.of("HAETAE_LANGUAGE", "en"), "demo", "--for", "10s");
        assertThat(demo.ends()).as("%s%s", demo.out(), demo.err()).isZero();
        assertThat(demo.out())
                .containsPattern("(?m)^  matched +5 ")
                .containsPattern("(?m)^  told +5 ")
                // one by the story; on a machine with other work the others may be late too, or all in one post
                .containsPattern("(?m)^  late +[1-5] ")
                .containsPattern("(?s)refuses .* past 1 refusal|in 1 Slack messages, past 0 refusals")
                .containsPattern("(?m)^  repeated +0$")
                .containsPattern("(?m)^  lost +0$")
                .contains("LATE: seen", "<!channel>", "Access Key를 생성하였습니다.")
                .doesNotContain("\tat ", "Exception", "\u001B[", "&lt;");
        assertThat(demo.out().lines())
                .allSatisfy(line -> assertThat(Columns.width(line)).isLessThanOrEqualTo(80));
        assertThat(demo.err()).isEmpty();
        assertThat(HaetaeProcess.temporary(folder)).isEmptyDirectory();
    }

    @Test
    void lessThanTheStoryTakesIsMisuse() {
        Terminal terminal = new Terminal(folder);
        assertThat(terminal.run("demo", "--for", "5s")).isEqualTo(2);
        assertThat(terminal.err).startsWith("haetae: --for: it takes at least 10s; right would be");
        assertThat(terminal.run("demo", "--for", "ten")).isEqualTo(2);
    }
}
