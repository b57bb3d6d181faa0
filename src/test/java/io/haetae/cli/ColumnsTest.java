package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

    @Property
    void whatIsCutNeverTakesMore(@ForAll String text, @ForAll @IntRange(min = 1, max = 100) int width) {
        assertThat(Columns.width(Columns.cut(text, width))).isLessThanOrEqualTo(width);
    }

    @Property
    void foldingLosesNothing(@ForAll String text, @ForAll @IntRange(min = 1, max = 100) int width) {
        assertThat(String.join("", Columns.fold(text, width)).replace(" ", "")).isEqualTo(text.replace(" ", ""));
    }

    @Property
    void whatIsPlainHasNoControlCharacters(@ForAll String text) {
        assertThat(Columns.plain(text).codePoints()).noneMatch(Character::isISOControl);
    }

    @ParameterizedTest
    @CsvSource({"abc,3", "주의,4", "[경고],6", "e\u0301,1", "😀,2", "ＡＢ,4", "…,1"})
    void koreanTakesTwo(String text, int width) {
        assertThat(Columns.width(text)).isEqualTo(width);
    }

    @Test
    void cutsAndPads() {
        assertThat(Columns.cut("로그인 성공", 8)).isEqualTo("로그인 …");
        assertThat(Columns.cut("로그인 성공", 7)).isEqualTo("로그인…");
        assertThat(Columns.cut("로그인 성공", 11)).isEqualTo("로그인 성공");
        assertThat(Columns.pad("주의", 6)).isEqualTo("주의  ");
        assertThat(Columns.pad("주의", 3)).isEqualTo("주의");
    }

    @Test
    void turnsNoTextAround() {
        assertThat(Columns.plain("a\u202Eb\u001B[2Jc\r\n")).isEqualTo("a b [2Jc  ");
    }
}
