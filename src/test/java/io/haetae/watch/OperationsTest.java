package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/operations.md knows every condition; that what it quotes is real, ConditionsTest shows. */
class OperationsTest {

    private static List<String> section(String condition) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/operations.md"));
        assertThat(lines).contains("## " + condition);
        return lines.stream()
                .skip(lines.indexOf("## " + condition) + 1L)
                .takeWhile(line -> !line.startsWith("## "))
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void everyConditionHasItsSectionWithLinesInBothLanguages(Kind kind) throws IOException {
        boolean half = kind == Kind.AWAY || kind == Kind.CHANNEL;
        assertThat(section(kind.word()))
                .filteredOn(line -> line.startsWith("[Haetae] default: "))
                .hasSize(half ? 2 : 4);
    }
}
