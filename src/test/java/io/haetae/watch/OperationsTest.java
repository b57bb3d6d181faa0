package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.store.Condition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    @ValueSource(strings = {"ko", "en"})
    void holesThatAreGivenUpAreShownAsTheyAreTold(String language) throws IOException {
        Lines lines = new Lines(Locale.forLanguageTag(language), ZoneId.of("Asia/Seoul"));
        long from = Instant.parse("2026-11-01T00:01:40Z").toEpochMilli();
        for (String end : List.of("lost", "gone")) {
            Map<String, String> detail = Map.of(
                    Lines.FROM,
                    Long.toString(from),
                    Lines.TO,
                    Long.toString(from + 1_000),
                    Lines.REASON,
                    "JSON",
                    Lines.GONE,
                    end);
            assertThat(section("holes that are given up"))
                    .contains(lines.begins(new Condition("default", "hole", Long.toString(from), from, detail)));
        }
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
