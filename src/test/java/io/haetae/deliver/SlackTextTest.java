package io.haetae.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SlackTextTest {

    @Test
    void showsDataAsItIs() {
        assertThat(SlackText.of("a & b <!channel> &amp;", 99)).isEqualTo("a &amp; b &lt;!channel&gt; &amp;amp;");
        assertThat(SlackText.of("한글\n\ttab", 99)).isEqualTo("한글\n\ttab");
        assertThat(SlackText.of("a\u202Eb\u0000\u001b[31m\r\u2066c", 99)).isEqualTo("ab[31mc");
    }

    @Test
    void cutsBeforeAnEntityAndAPair() {
        assertThat(SlackText.of("abcdef", 6)).isEqualTo("abcdef");
        assertThat(SlackText.of("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(SlackText.of("abc&", 7)).isEqualTo("abc…");
        assertThat(SlackText.of("abc&", 8)).isEqualTo("abc&amp;");
        assertThat(SlackText.of("ab\uD83D\uDE00c", 4)).isEqualTo("ab…");
        assertThat(SlackText.of("\uD83D", 4)).isEqualTo("\uFFFD");
    }

    @Property
    void neverHasMarkupFromData(@ForAll("nasty") String data, @ForAll @IntRange(min = 1, max = 60) int limit) {
        String text = SlackText.of(data, limit);
        assertThat(text).doesNotContain("<", ">");
        assertThat(text.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
        assertThat(text.length()).isLessThanOrEqualTo(limit);
        assertThat(text.codePoints())
                .allMatch(c -> c == '\n' || c == '\t' || !Character.isISOControl(c))
                .noneMatch(c -> c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c == 0x061C)
                .noneMatch(c -> c == 0x200E || c == 0x200F || c >= 0xD800 && c <= 0xDFFF);
    }

    @Property
    void readsBackAsTheDataOrItsBeginning(
            @ForAll("nasty") String data, @ForAll @IntRange(min = 1, max = 60) int limit) {
        String whole = SlackText.plain(data);
        String shown = unescaped(SlackText.of(data, limit));
        if (SlackText.of(data, Integer.MAX_VALUE).length() <= limit) {
            assertThat(shown).isEqualTo(whole);
        } else {
            assertThat(shown).endsWith("…");
            assertThat(whole).startsWith(shown.substring(0, shown.length() - 1));
        }
    }

    @Provide
    Arbitrary<String> nasty() {
        return Arbitraries.strings()
                .withChars("&<>;amplgt!@|ab한 \n\t\r\u0000\u0007\u007f\u0085\u200e\u202e\u2066\u061c\ud83d\ude00…")
                .ofMaxLength(80);
    }

    private static String unescaped(String text) {
        return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
