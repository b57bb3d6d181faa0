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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/operations.md knows every condition; what it quotes of those that can be made end to end, ConditionsTest holds. */
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

    @Test
    void theLinesOfAHoleAreTheRealOnes() throws IOException {
        long from = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();
        long since = Instant.parse("2026-11-01T00:16:30Z").toEpochMilli();
        Map<String, String> detail =
                Map.of(Lines.FROM, Long.toString(from), Lines.TO, Long.toString(from + 1000), Lines.REASON, "JSON");
        Condition hole = new Condition("default", "hole", Long.toString(from), since, detail);
        for (Locale language : List.of(Locale.KOREAN, Locale.ENGLISH)) {
            Lines lines = new Lines(language, ZoneId.of("Asia/Seoul"));
            assertThat(section("hole"))
                    .contains(lines.begins(hole), lines.ends(hole, since + 45 * 60_000, new Unread(null, 0), Map.of()));
        }
    }
}
