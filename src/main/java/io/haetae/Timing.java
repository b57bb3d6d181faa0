package io.haetae;

import java.time.Clock;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * All that the watch knows of time: given, so that years can be played in a minute.
 *
 * @param clock the machine's, which somebody may set
 * @param nanos one that nobody can set, as {@link System#nanoTime}
 * @param jitter what waits are spread by
 */
public record Timing(Clock clock, LongSupplier nanos, RandomGenerator jitter, Deadlines deadlines) {

    public static Timing of(Clock clock) {
        return new Timing(clock, System::nanoTime, new Random(), Deadlines.DEFAULT);
    }
}
