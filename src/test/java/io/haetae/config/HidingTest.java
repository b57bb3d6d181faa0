package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HidingTest {

    private static final String SIGNATURE = "lGaZk/PUxEa2ZmW/HuRM+d1oI7TfdDRtTtKapLA27n8=";

    @ParameterizedTest
    @ValueSource(
            strings = {
                SIGNATURE,
                "lGaZk\\/PUxEa2ZmW\\/HuRM+d1oI7TfdDRtTtKapLA27n8=",
                "lGaZk\\u002FPUxEa2ZmW\\u002fHuRM\\u002bd1oI7TfdDRtTtKapLA27n8\\u003d",
                "lGaZk%2FPUxEa2ZmW%2fHuRM%2Bd1oI7TfdDRtTtKapLA27n8%3D",
                "lGaZk%252FPUxEa2ZmW%252FHuRM%252Bd1oI7TfdDRtTtKapLA27n8%253D",
                "lGaZk&#x2F;PUxEa2ZmW&#X2f;HuRM&#x002B;d1oI7TfdDRtTtKapLA27n8&#x3D;",
                "lGaZk&#47;PUxEa2ZmW&#047;HuRM&#43;d1oI7TfdDRtTtKapLA27n8&#61;",
                "lGaZk&sol;PUxEa2ZmW&sol;HuRM&plus;d1oI7TfdDRtTtKapLA27n8&equals;",
                "lGaZk&amp;#47;PUxEa2ZmW\\\\\\/HuRM+d1oI7TfdDRtTtKapLA27n8="
            })
    void knowsItInEachWriting(String written) {
        assertThat(new Hiding(List.of(SIGNATURE)).in("it was " + written + ", &#47;\\/%2F."))
                .isEqualTo("it was ***, &#47;\\/%2F.");
    }

    @Property
    void nothingOfItIsLeftHoweverEachCharacterIsWritten(
            @ForAll @Size(32) byte[] hash,
            @ForAll @IntRange(max = 300) int before,
            @ForAll @IntRange(max = 3) int deep,
            @ForAll Random random) {
        String signature = Base64.getEncoder().encodeToString(hash);
        String written = written(signature, random);
        for (int depth = 0; depth < deep; depth++) {
            written = again(written, random);
        }
        assertThat(new Hiding(List.of("key", signature)).in("-".repeat(before) + written + " %2F \\n &nbsp;"))
                .isEqualTo("-".repeat(before) + "*** %2F \\n &nbsp;");
    }

    /** A mixture that no one encoder would make. */
    private static String written(String text, Random random) {
        StringBuilder written = new StringBuilder();
        for (char c : text.toCharArray()) {
            written.append(
                    switch (random.nextInt(8)) {
                        case 0 -> String.format("%%%02x", (int) c);
                        case 1 -> String.format("%%%02X", (int) c);
                        case 2 -> String.format("\\u%04x", (int) c);
                        case 3 -> String.format("&#x%X;", (int) c).toUpperCase(Locale.ROOT);
                        case 4 -> "&#" + (int) c + ";";
                        case 5 -> "/+=".indexOf(c) < 0 ? String.valueOf(c) : "\\" + c;
                        default -> String.valueOf(c);
                    });
        }
        return written.toString();
    }

    /** As a whole, by one that has its own escape to escape. */
    private static String again(String text, Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> text.replace("%", "%25");
            case 1 -> text.replace("&", "&amp;");
            default -> text.replace("\\", "\\\\");
        };
    }

    @Test
    void hidesEachOfSeveralAndWhatOverlaps() {
        Hiding hiding = new Hiding(List.of("abcd", "cdef", "", "xy"));
        assertThat(hiding.in("abcdef, xy; abc def")).isEqualTo("***, ***; abc def");
        assertThat(hiding.in(null)).isNull();
        assertThat(Hiding.NOTHING.in("abcd")).isEqualTo("abcd");
    }

    @Test
    void aLongTextFullOfEscapesIsReadInTime() {
        String text = "%25".repeat(20_000) + "\\".repeat(20_000) + "&#x26;".repeat(20_000);
        assertThat(new Hiding(List.of(SIGNATURE)).in(text)).isEqualTo(text);
    }
}
