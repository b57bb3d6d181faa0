package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.quartz.CronExpression;

class PlanTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long NOW = Instant.parse("2024-06-01T00:00:30Z").toEpochMilli();

    private static Plan plan(Duration overlap, Duration... ages) throws Exception {
        return new Plan(new CronExpression("0 * * * * ?"), overlap, Duration.ofMinutes(15), List.of(ages));
    }

    private static Plan usual() throws Exception {
        return plan(Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1));
    }

    @Test
    void aHeadIsDueAtTheStartAndWhenTheCronsNextTimeHasCome() throws Exception {
        assertThat(usual().headDue(null, NOW)).isTrue();
        assertThat(usual().headDue(NOW, NOW)).isFalse();
        assertThat(usual().headDue(NOW, NOW + 29_999)).isFalse();
        assertThat(usual().headDue(NOW, NOW + 30_000)).isTrue();
        assertThat(usual().headDue(NOW, NOW + 24 * HOUR)).isTrue();
    }

    @Test
    void aHeadThatBeganInTheFutureIsDue() throws Exception {
        assertThat(usual().headDue(NOW + 1, NOW)).isTrue();
        assertThat(usual().headDue(NOW + 365 * 24 * HOUR, NOW)).isTrue();
    }

    @Test
    void aHeadReadsFromItsCursorLessTheOverlap() throws Exception {
        assertThat(usual().headFrom(NOW - MINUTE, NOW)).isEqualTo(NOW - 6 * MINUTE);
        assertThat(usual().headFrom(NOW - 15 * MINUTE, NOW)).isEqualTo(NOW - 20 * MINUTE);
    }

    @Test
    void aHeadReadsNoFurtherBackThanTheYoungestSweepAndFiveMinutes() throws Exception {
        assertThat(usual().headFrom(NOW - 16 * MINUTE, NOW)).isEqualTo(NOW - 20 * MINUTE);
        assertThat(usual().headFrom(0, NOW)).isEqualTo(NOW - 20 * MINUTE);
        Plan slow = plan(Duration.ofHours(3), Duration.ofHours(6), Duration.ofHours(24));
        assertThat(slow.headFrom(NOW - HOUR, NOW)).isEqualTo(NOW - 4 * HOUR);
        assertThat(slow.headFrom(NOW - 10 * HOUR, NOW)).isEqualTo(NOW - 6 * HOUR - 5 * MINUTE);
    }

    @Test
    void aHeadWhoseCursorLiesAheadReadsTheOverlap() throws Exception {
        assertThat(usual().headFrom(NOW + 3 * HOUR, NOW)).isEqualTo(NOW - 5 * MINUTE);
    }

    @Property(tries = 300)
    void aHeadAlwaysHasTheWholeOverlapWithinItsReach(@ForAll @LongRange(min = -HOUR, max = 100 * HOUR) long behind)
            throws Exception {
        long from = usual().headFrom(NOW - behind, NOW);
        assertThat(from).isBetween(NOW - 20 * MINUTE, NOW - 5 * MINUTE);
        if (behind >= 0 && behind <= 15 * MINUTE) {
            assertThat(NOW - behind - from).isEqualTo(5 * MINUTE);
        }
    }

    @Test
    void aSweepIsDueWhenItIsFarEnoughBehindItsAge() throws Exception {
        Duration age = Duration.ofHours(1);
        assertThat(usual().sweepDue(age, NOW - HOUR - 15 * MINUTE, NOW)).isTrue();
        assertThat(usual().sweepDue(age, NOW - HOUR - 15 * MINUTE + 1, NOW)).isFalse();
        assertThat(usual().sweepDue(age, NOW + HOUR, NOW)).isFalse();
    }
}
