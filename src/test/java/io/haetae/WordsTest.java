package io.haetae;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.check.Link;
import io.haetae.config.Text;
import io.haetae.store.Fault;
import io.haetae.tracer.TracerFailure.Family;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of each package: the same in both languages, and none too many or too few. */
class WordsTest {

    private static final List<String> HOMES =
            List.of("config", "store", "rule", "tracer", "deliver", "check", "sandbox", "cli");
    private static final Path RESOURCES = Path.of("src/main/resources/io/haetae");
    private static final Path SOURCES = Path.of("src/main/java/io/haetae");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9]|\\$\\{[A-Z-]+}");

    @ParameterizedTest
    @MethodSource("bundles")
    void bothLanguagesSayTheSame(String bundle) throws IOException {
        Map<String, String> korean = read(bundle, "ko");
        Map<String, String> english = read(bundle, "en");
        assertThat(korean.keySet()).isNotEmpty().isEqualTo(english.keySet());
        korean.forEach((key, words) -> {
            assertThat(placeholders(words)).as(key).isEqualTo(placeholders(english.get(key)));
            assertThat(words).as(key).isNotBlank();
            assertThat(english.get(key)).as(key).isNotBlank();
        });
    }

    @ParameterizedTest
    @FieldSource("HOMES")
    void everyWordIsUsed(String home) throws IOException {
        String sources = sources();
        assertThat(read(home + "/words", "en").keySet()).allSatisfy(key -> {
            assertThat(key).startsWith(home + ".");
            assertThat(sources.contains('"' + key + '"') || composed(sources, key))
                    .as(key)
                    .isTrue();
        });
    }

    static Stream<String> bundles() {
        return Stream.concat(HOMES.stream().map(home -> home + "/words"), Stream.of("cli/usage"));
    }

    /** Whether its beginning, up to a dot, stands in the sources with something added. */
    private static boolean composed(String sources, String key) {
        return Pattern.compile("\\.")
                .matcher(key)
                .results()
                .anyMatch(dot -> sources.contains('"' + key.substring(0, dot.end()) + "\" +"));
    }

    @Test
    void noWordIsMissing() throws IOException {
        TreeSet<String> known = new TreeSet<>();
        for (String home : HOMES) {
            known.addAll(read(home + "/words", "en").keySet());
        }
        Pattern key = Pattern.compile("\"((?:" + String.join("|", HOMES) + ")\\.[A-Za-z0-9.-]+[A-Za-z0-9])\"");
        assertThat(key.matcher(sources()).results().map(found -> found.group(1)))
                .hasSizeGreaterThan(200)
                .allSatisfy(word -> assertThat(known).contains(word));
    }

    @Test
    void whatIsNamedInTheCodeHasWords() {
        assertThat(Stream.of(Fault.values()).map(fault -> Text.of("store." + fault)))
                .allMatch(text -> !text.toString().isEmpty());
        assertThat(Stream.of(Family.values()).map(Family::text))
                .allMatch(text -> !text.toString().isEmpty());
        assertThat(Stream.of(Link.State.values()).map(state -> Text.of("cli.check." + state)))
                .allMatch(text -> !text.toString().isEmpty());
    }

    @Test
    void apostrophesAreWrittenTwice() throws IOException {
        for (String home : HOMES) {
            for (String language : new String[] {"ko", "en"}) {
                read(home + "/words", language)
                        .forEach((key, words) -> assertThat(words.replace("''", ""))
                                .as("%s in %s", key, language)
                                .doesNotContain("'"));
            }
        }
    }

    @Test
    void anArgumentMayBeATextOrANumberAndWhatIsInItStays() {
        Text text = Text.of("cli.line", Text.of("cli.alerts.replayed", 1_234));
        assertThat(text.in(Locale.ENGLISH)).isEqualTo("haetae: 1,234 alerts wait to be sent again");
        assertThat(text.in(Locale.KOREAN)).isEqualTo("haetae: 알림 1,234건을 다시 보냅니다");
        assertThat(Text.of("cli.alerts.replayed", 1)).hasToString("1 alert waits to be sent again");
        assertThat(Text.of("cli.line", "it's {0}, '{1}'")).hasToString("haetae: it's {0}, '{1}'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko", "fr"})
    void whateverTheMachineSpeaks(String machine) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(machine));
            assertThat(Text.of("config.https").in(Locale.KOREAN)).isEqualTo("https가 아닙니다");
            assertThat(Text.of("config.https").in(Locale.ENGLISH)).isEqualTo("is not https");
        } finally {
            Locale.setDefault(before);
        }
    }

    private static TreeSet<String> placeholders(String words) {
        return PLACEHOLDER
                .matcher(words)
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, String> read(String bundle, String language) throws IOException {
        Properties properties = new Properties();
        String text = Files.readString(RESOURCES.resolve(bundle + "_" + language + ".properties"));
        try (Reader reader = new StringReader(text)) {
            properties.load(reader);
        }
        Map<String, String> words = new TreeMap<>();
        // one language may take more lines than the other
        properties.stringPropertyNames().stream()
                .sorted()
                .forEach(key -> words.merge(
                        key.replaceFirst("\\.[0-9]+$", ""),
                        properties.getProperty(key),
                        (one, next) -> one + " " + next));
        assertThat(text.lines().filter(line -> line.matches("[A-Za-z].*=.*")))
                .as("each once")
                .hasSameSizeAs(properties.stringPropertyNames());
        return words;
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }
}
