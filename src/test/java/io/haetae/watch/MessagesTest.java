package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haetae.store.Condition;
import io.haetae.tracer.TracerFailure.Family;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final long SINCE = 1_717_200_000_000L;
    private static final String TIME = "2024-06-01 09:00:00";
    private static final Map<String, String> DETAIL = Map.of(
            Lines.FAMILY, "SERVER",
            Lines.KEY, "1234",
            Lines.CLOCK, "true",
            Lines.OFFSET, "-240000",
            Lines.FROM, "1717196400000",
            Lines.TO, "1717203600000",
            Lines.LATE, "3600000",
            Lines.REASON, "it's {0} <b>odd</b>",
            Lines.COUNT, "3",
            Lines.SHAPE, "{eventTime null}");

    @Test
    void bothLanguagesHaveTheSameKeysWithTheSameArguments() {
        assertThat(arguments("ko")).isEqualTo(arguments("en"));
        assertThat(Messages.in(Locale.KOREAN).keys()).isNotEmpty();
    }

    /** Key to the arguments that it shows; each in the two languages in an order of its own. */
    private static Map<String, Object> arguments(String language) {
        Messages messages = Messages.in(Locale.forLanguageTag(language));
        String[] numbered = {"{0}", "{1}", "{2}", "{3}", "{4}", "{5}"};
        Map<String, Object> arguments = new TreeMap<>();
        for (String key : messages.keys()) {
            TreeSet<String> found = new TreeSet<>();
            Matcher matcher = Pattern.compile("\\{[0-9]}").matcher(messages.of(key, numbered));
            while (matcher.find()) {
                found.add(matcher.group());
            }
            arguments.put(key, found);
        }
        return arguments;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void everyLineBeginsWithItsAccountAndNamesSinceWhen(String language) {
        Lines lines = new Lines(Locale.forLanguageTag(language), SEOUL);
        for (Kind kind : Kind.values()) {
            Condition condition = condition(kind, DETAIL);
            check(lines.begins(condition), kind);
            assertThat(lines.begins(condition)).isEqualTo("[Haetae] default: " + lines.words(condition));
            if (kind != Kind.AWAY) {
                Unread unread = new Unread(SINCE, 2);
                check(lines.ends(condition, SINCE + 61_000, unread, Map.of(Lines.TOLD, "7")), kind);
            }
        }
    }

    private static void check(String line, Kind kind) {
        assertThat(line)
                .as("%s", kind)
                .startsWith("[Haetae] default: ")
                .contains(TIME)
                .doesNotContain("''")
                .doesNotContain("null]")
                .doesNotContain("  ");
        assertThat(line.replace(DETAIL.get(Lines.REASON), ""))
                .as("%s", kind)
                .doesNotContainPattern("\\{[0-9]")
                .doesNotContain("?");
    }

    @Test
    void dataStaysAsItIs() {
        Lines lines = new Lines(Locale.ENGLISH, SEOUL);
        assertThat(lines.begins(condition(Kind.DEAD, DETAIL))).contains("because of: it's {0} <b>odd</b>.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void everyFailureHasWordsAndAWayOut(String language) {
        Messages messages = Messages.in(Locale.forLanguageTag(language));
        for (Family family : Family.values()) {
            assertThat(messages.of("why." + family)).isNotBlank();
            assertThat(messages.of("do." + family)).endsWith(".");
        }
        Lines lines = new Lines(Locale.forLanguageTag(language), SEOUL);
        Map<String, String> none = new LinkedHashMap<>();
        assertThat(lines.words(condition(Kind.BLIND, none))).contains(messages.of("why.none"));
        none.put(Lines.FAMILY, "OF_A_NEWER_VERSION");
        assertThat(lines.words(condition(Kind.BLIND, none))).contains(messages.of("do.none"));
    }

    @Test
    void koreanIsKoreanWhateverTheMachineSpeaks() {
        Locale before = Locale.getDefault();
        try {
            for (Locale machine : List.of(Locale.ENGLISH, Locale.KOREA, Locale.FRANCE)) {
                Locale.setDefault(machine);
                assertThat(new Lines(Locale.KOREAN, SEOUL).words(condition(Kind.PERMISSION, DETAIL)))
                        .startsWith(TIME + "부터 권한이 없어");
                assertThat(new Lines(Locale.ENGLISH, SEOUL).words(condition(Kind.PERMISSION, DETAIL)))
                        .startsWith("Since " + TIME + " the activity log can't be read");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void spansInWords() {
        Lines english = new Lines(Locale.ENGLISH, SEOUL);
        assertThat(List.of(0L, 59_999L, 60_000L, 89_999L, 90_000L, 3_600_000L, 3_599_000L, 90_000_000L))
                .extracting(english::span)
                .containsExactly("0 s", "59 s", "1 min", "1 min", "2 min", "1 h", "1 h", "1 d 1 h");
        assertThat(new Lines(Locale.KOREAN, SEOUL).span(3_720_000)).isEqualTo("1시간 2분");
    }

    @Test
    void noWordsAreNoAnswer() {
        assertThatThrownBy(() -> Messages.in(Locale.KOREAN).of("nothing.of.the.kind"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Condition condition(Kind kind, Map<String, String> detail) {
        return new Condition("default", kind.word(), "subject", SINCE, detail);
    }
}
