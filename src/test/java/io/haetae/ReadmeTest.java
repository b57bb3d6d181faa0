package io.haetae;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.cli.Haetae;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;

/** The documents for users: each translation has what the original has, and every link leads somewhere. */
public class ReadmeTest {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern COMMAND = Pattern.compile("(?m)(?<=^|`)(bin/haetae|mvn) [^`#\n]*");
    private static final Pattern SHELL = Pattern.compile("(?m)^(export|tar|cat|chmod|install|[A-Z_]+=\\S+) [^#\n]*");
    private static final Pattern OPTION_ROW = Pattern.compile("(?m)^\\|.*\\| (`haetae\\.[^|]*)\\|.*\\|$");
    private static final Pattern VARIABLE = Pattern.compile("[A-Z]+_[A-Z_]+");
    private static final Pattern HEADING = Pattern.compile("(?m)^(#+) (.*)$");
    private static final Pattern LINK = Pattern.compile("(?<=\\]\\()[^)\\s]+(?=\\))");

    public static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String[] where : new String[][] {{"", "README*.md"}, {"docs", "*.md"}}) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(where[0]), where[1])) {
                found.forEach(documents::add);
            }
        }
        return documents;
    }

    @ParameterizedTest
    @CsvSource({"README.md, README.ko.md", "docs/getting-started.md, docs/getting-started.ko.md"})
    void aTranslationHasWhatTheOriginalHas(String original, String translation) throws IOException {
        String english = Files.readString(Path.of(original));
        String korean = Files.readString(Path.of(translation));
        assertThat(found(COMMAND, english)).contains("bin/haetae status");
        assertThat(found(COMMAND, korean)).containsExactlyInAnyOrderElementsOf(found(COMMAND, english));
        assertThat(levels(korean)).isEqualTo(levels(english));
        assertThat(found(SHELL, korean)).isEqualTo(found(SHELL, english));
        assertThat(korean.lines().limit(4))
                .contains("[English](" + Path.of(original).getFileName() + ")");
        assertThat(english.lines().limit(4))
                .contains("[한국어](" + Path.of(translation).getFileName() + ")");
    }

    @Test
    void theTablesOfOptionsAreTheSame() throws IOException {
        List<String> english = options("README.md");
        assertThat(english).hasSizeGreaterThan(20);
        assertThat(options("README.ko.md")).isEqualTo(english);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.ko.md"})
    void everyCommandIsNamed(String file) throws IOException {
        String text = Files.readString(Path.of(file));
        assertThat(commands("", Haetae.class))
                .contains("run", "accounts forget")
                .allSatisfy(command -> assertThat(text).containsPattern("(bin/haetae |`|\\. |; )" + command + "\\b"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) throws IOException {
        for (String link : found(LINK, prose(Files.readString(document)))) {
            if (link.matches("[a-z]+:.*")) {
                continue;
            }
            String[] parts = link.split("#", 2);
            Path to = parts[0].isEmpty() ? document : document.resolveSibling(parts[0]);
            assertThat(to).as("%s: %s", document, link).exists();
            if (parts.length > 1) {
                assertThat(anchors(to)).as("%s: %s", document, link).contains(parts[1]);
            }
        }
    }

    /** As GitHub makes them of headings; the second of one name ends in -1. */
    private static Set<String> anchors(Path document) throws IOException {
        Map<String, Integer> seen = new HashMap<>();
        Set<String> anchors = new HashSet<>();
        HEADING.matcher(prose(Files.readString(document))).results().forEach(heading -> {
            String anchor = heading.group(2)
                    .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
                    .toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{M}\\p{N}\\p{Pc} -]", "")
                    .replace(' ', '-');
            int before = seen.merge(anchor, 1, Integer::sum) - 1;
            anchors.add(before == 0 ? anchor : anchor + "-" + before);
        });
        return anchors;
    }

    /** Of each row the property, and the names in the environment. */
    private static List<String> options(String file) throws IOException {
        return OPTION_ROW
                .matcher(Files.readString(Path.of(file)))
                .results()
                .map(row -> row.group(1).strip() + " " + found(VARIABLE, row.group()))
                .toList();
    }

    private static List<Integer> levels(String text) {
        return HEADING.matcher(prose(text))
                .results()
                .map(heading -> heading.group(1).length())
                .toList();
    }

    /** Without what stands between fences. */
    private static String prose(String text) {
        return FENCE.matcher(text).replaceAll("");
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(find -> find.group().strip()).toList();
    }

    private static List<String> commands(String before, Class<?> command) {
        Command named = command.getAnnotation(Command.class);
        String name = command == Haetae.class ? "" : (before + " " + named.name()).strip();
        return named.subcommands().length == 0
                ? List.of(name)
                : Stream.of(named.subcommands())
                        .flatMap(sub -> commands(name, sub).stream())
                        .toList();
    }
}
