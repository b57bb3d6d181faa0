package io.haetae.poll;

import static io.haetae.poll.WalkWorld.HOUR;
import static io.haetae.poll.WalkWorld.MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Any sequence of polls, failures, restarts and absences, any lateness, dialect and ends: what is visible within the
 * promised reach is read.
 */
class WalkPropertiesTest {

    /** Absences, late records, restarts, failures, clocks that are off: nothing that shows up in time is passed by. */
    @Property(tries = 60)
    void readsWhateverShowsUpInTime(@ForAll Random random) throws Exception {
        WalkWorld world = new WalkWorld(random, new ModelTracer(random));
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(14)) {
                case 0 -> world.happen(random.nextInt(150), 0); // many in one millisecond
                case 1 -> world.pass(random.nextInt((int) (40 * MINUTE)));
                case 2 -> world.pass(random.nextInt((int) (9 * HOUR)));
                case 3 -> world.restart();
                case 4 -> world.happen(random.nextInt(60), 2 * HOUR);
                case 5 -> world.jump();
                default -> world.happen(random.nextInt(6), 2 * MINUTE);
            }
            world.poll(step % 4 == 0 ? 10 : 0);
            world.pass(random.nextInt((int) (2 * MINUTE)));
        }
    }

    /** Not only is nothing passed by: the cursors do get on, whatever the tracer's dialect. */
    @Property(tries = 90)
    void getsToTheEnd(@ForAll Random random) throws Exception {
        WalkWorld world = new WalkWorld(random, new ModelTracer(random));
        world.happen(random.nextInt(400), 4 * MINUTE);
        world.pass(random.nextInt((int) (30 * HOUR)));
        world.happen(random.nextInt(60), 3 * HOUR);
        world.pass(world.plan.ages().get(world.ages.size() - 1).toMillis() + HOUR);
        int polls = 0;
        while (!world.poll(0)) {
            assertThat(polls++).as("polls that fail").isLessThan(3);
            world.pass(MINUTE);
        }
        for (Duration age : world.ages) {
            assertThat(world.time - age.toMillis() - world.cursors.get(age))
                    .as("behind %s", age)
                    .isLessThan(25 * MINUTE);
        }
        long due = world.time - world.ages.get(world.ages.size() - 1).toMillis() - 30 * MINUTE;
        for (ModelTracer.Item item : world.tracer.items) {
            if (item.happened() >= world.first && item.happened() < due && !world.inHole(item)) {
                assertThat(world.read).contains(item.id());
            }
        }
    }
}
