package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.store.Cursors;
import io.haetae.tracer.PagingNames;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final long NOW = 1_717_200_000_000L;
    private static final long FROM = NOW - DAY.toMillis();
    private static final long TO = FROM + HOUR.toMillis();

    private static Window window(Duration age) {
        return window(age, NOW);
    }

    private static Window window(Duration age, long date) {
        Window window = new Window(age, FROM, TO, TO, PagingNames.PAGE_SIZE);
        window.answered(date, true);
        return window;
    }

    private static TreeMap<Duration, Long> cursors(long head, long quarter, long hour) {
        return new TreeMap<>(Map.of(Cursors.HEAD, head, QUARTER, quarter, HOUR, hour));
    }

    @Test
    void takesItsReadingToItsEnd() {
        assertThat(window(QUARTER).moves(cursors(NOW, FROM, NOW))).isEqualTo(Map.of(QUARTER, TO));
        assertThat(window(Cursors.HEAD).moves(cursors(FROM - 5, NOW, NOW))).isEqualTo(Map.of(Cursors.HEAD, TO));
    }

    @Test
    void goesNoFurtherThanTheFirstAnswersDateLessTheAge() {
        long date = TO + 1000;
        assertThat(window(QUARTER, date).moves(cursors(NOW, FROM + 1, NOW)))
                .isEqualTo(Map.of(QUARTER, date - QUARTER.toMillis()));
        assertThat(window(Cursors.HEAD, TO - 7).moves(cursors(FROM, NOW, NOW))).isEqualTo(Map.of(Cursors.HEAD, TO - 7));
        Window twice = window(QUARTER, date);
        twice.answered(NOW, true);
        assertThat(twice.moves(cursors(NOW, FROM + 1, NOW))).isEqualTo(Map.of(QUARTER, date - QUARTER.toMillis()));
    }

    @Test
    void saysWhetherItsEndLiesBeyondThat() {
        assertThat(window(QUARTER, TO + QUARTER.toMillis()).beyond()).isFalse();
        assertThat(window(QUARTER, TO + QUARTER.toMillis() - 1).beyond()).isTrue();
        assertThat(window(Cursors.HEAD, TO).beyond()).isFalse();
        assertThat(window(Cursors.HEAD, TO - 1).beyond()).isTrue();
    }

    @Test
    void neverGoesBack() {
        long ahead = TO + 5000;
        assertThat(window(Cursors.HEAD).moves(cursors(ahead, NOW, NOW))).isEqualTo(Map.of(Cursors.HEAD, ahead));
        assertThat(window(QUARTER, FROM - HOUR.toMillis()).moves(cursors(NOW, FROM + 1, NOW)))
                .isEqualTo(Map.of(QUARTER, FROM + 1));
    }

    @Test
    void takesEverySweepThatStandsInsideEachByItsOwnAge() {
        long date = TO + HOUR.toMillis() - 60_000; // an hour's sweep may not stand at the end yet
        assertThat(window(Cursors.HEAD, date).moves(cursors(FROM, FROM + 1, FROM + 2)))
                .isEqualTo(Map.of(Cursors.HEAD, TO, QUARTER, TO, HOUR, TO - 60_000));
    }

    @Test
    void leavesSweepsThatStandBeforeItAtItsStartOrBehindIt() {
        assertThat(window(Cursors.HEAD).moves(cursors(FROM, FROM, FROM - 1))).isEqualTo(Map.of(Cursors.HEAD, TO));
        assertThat(window(Cursors.HEAD).moves(cursors(FROM, TO + 1, NOW))).isEqualTo(Map.of(Cursors.HEAD, TO));
    }

    @Test
    void movesTheHeadAsTheHeadOnly() {
        assertThat(window(QUARTER).moves(cursors(FROM + 1, FROM + 1, FROM))).isEqualTo(Map.of(QUARTER, TO));
    }

    @Test
    void switchesNamesOnceAndBeginsAgain() {
        Window window = window(Cursors.HEAD);
        window.take(List.of("a"));
        window.nextPage();
        assertThat(window.request().page()).isEqualTo(1);
        assertThat(window.switchNames()).isTrue();
        assertThat(window.request().page()).isZero();
        assertThat(window.request().names()).isEqualTo(PagingNames.PAGE_INDEX);
        assertThat(window.take(List.of("a"))).as("what was seen is forgotten").isTrue();
        assertThat(window.switchNames()).isFalse();
        assertThat(window.names()).isEqualTo(PagingNames.PAGE_INDEX);
    }

    @Test
    void isStuckAfterThreePagesInARowWithoutANewId() {
        Window window = window(Cursors.HEAD);
        assertThat(window.take(List.of("a", "b"))).isTrue();
        assertThat(window.take(List.of("b"))).isFalse();
        window.take(List.of());
        assertThat(window.take(List.of("c", "a"))).isTrue();
        window.take(List.of("a"));
        window.take(List.of("c"));
        assertThat(window.stuck()).isFalse();
        window.take(List.of("b"));
        assertThat(window.stuck()).isTrue();
    }
}
