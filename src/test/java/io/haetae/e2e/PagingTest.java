package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.sandbox.Dialect;
import io.haetae.sandbox.Ends;
import io.haetae.sandbox.Order;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever names, order and ends the tracer has: stored = matched, sent = stored, each exactly once. */
class PagingTest {

    @TempDir
    Path folder;

    static Stream<Arguments> tracers() {
        return Arrays.stream(Dialect.values())
                .flatMap(dialect -> Arrays.stream(Order.values())
                        .flatMap(
                                order -> Arrays.stream(Ends.values()).map(ends -> Arguments.of(dialect, order, ends))));
    }

    @ParameterizedTest
    @MethodSource("tracers")
    void everyRecordIsToldOnce(Dialect dialect, Order order, Ends ends) throws Exception {
        try (Estate estate = new Estate(folder)) {
            estate.tracer.dialect(dialect).order(order).ends(ends);
            estate.poll();
            long now = estate.clock.millis();
            for (int i = 0; i < 230; i++) {
                // more than a page of them in one millisecond
                long at = now + (i < 120 ? 1000 : i * 100);
                estate.tracer.add(i % 23 == 0 ? Records.login(i, at) : Records.noise(i, at));
            }
            estate.poll();
            estate.poll();
            assertThat(estate.outbox()).containsEntry("waiting", 10L);
            estate.deliver(30);
            assertThat(estate.outbox()).containsEntry("sent", 10L).containsEntry("waiting", 0L);
            assertThat(Told.lines(estate.slack)).hasSize(10).doesNotHaveDuplicates();
        }
    }

    @Test
    void fiveThousandInAMinuteWithAStopInBetween() throws Exception {
        try (Estate estate = new Estate(folder)) {
            estate.poll();
            long now = estate.clock.millis();
            for (int i = 0; i < 5_000; i++) {
                estate.tracer.add(i % 50 < 3 ? Records.login(i, now + i * 10) : Records.noise(i, now + i * 10));
            }
            estate.poll();
            assertThat(estate.outbox()).containsEntry("waiting", 300L);
            estate.deliver(5);
            estate.stop();
            estate.start();
            estate.poll();
            estate.deliver(60);
            assertThat(estate.outbox()).containsEntry("sent", 300L).containsEntry("dead", 0L);
            assertThat(Told.lines(estate.slack)).hasSize(300).doesNotHaveDuplicates();
        }
    }
}
