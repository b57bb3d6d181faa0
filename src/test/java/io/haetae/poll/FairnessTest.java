package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.MovableClock;
import io.haetae.store.Cursors;
import io.haetae.tracer.Answer;
import io.haetae.tracer.Page;
import io.haetae.tracer.PagingNames;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quartz.CronExpression;

/** A property of the readings found it: a head that takes longer than a minute is due again when it ends, for ever. */
class FairnessTest {

    @Test
    void aSlowHeadLeavesEverySweepItsTurn() throws Exception {
        MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
        Plan plan = new Plan(
                new CronExpression("0 * * * * ?"),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                List.of(Duration.ofMinutes(15), Duration.ofHours(1)));
        Walk walk = new Walk(plan, clock, 0);
        TreeMap<Duration, Long> cursors = new TreeMap<>();
        long longAgo = clock.millis() - Duration.ofDays(1).toMillis();
        cursors.put(Cursors.HEAD, clock.millis());
        plan.ages().forEach(age -> cursors.put(age, longAgo));
        Set<Duration> read = new HashSet<>();
        walk.begin();
        walk.next(cursors, List.of(), PagingNames.PAGE_SIZE);
        for (int window = 0; window < 6; window++) {
            read.add(walk.window().age);
            walk.sent();
            clock.advance(Duration.ofSeconds(90)); // every window takes longer than the cron's minute
            Page empty = new Page(0, List.of(), List.of(), List.of(), Set.of(PagingNames.PAGE_SIZE), false, null);
            assertThat(walk.took(new Answer(empty, null, clock.millis(), null))).isEqualTo(Walk.Step.WINDOW_READ);
            cursors.putAll(walk.window().moves(cursors));
            walk.saved();
            walk.next(cursors, List.of(), PagingNames.PAGE_SIZE);
        }
        assertThat(read).contains(Cursors.HEAD).containsAll(plan.ages());
    }
}
