package io.haetae.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Years of trouble in minutes. {@code -Dsim.seeds=1000 -Dsim.steps=300} by default, in which each kind of trouble comes 50
 * times or more; {@code -Dsim.seed=17} replays one.
 */
class SimulationTest {

    private static final int SEEDS = 1000;
    private static final int STEPS = 300;
    private static final int LEAST = 50;
    private final int steps = Integer.getInteger("sim.steps", STEPS);
    private static final LoggerContext LOGS = (LoggerContext) LoggerFactory.getILoggerFactory();
    private static final TurboFilter SILENCE = new TurboFilter() {
        @Override
        public FilterReply decide(Marker marker, Logger logger, Level level, String text, Object[] args, Throwable t) {
            return FilterReply.DENY;
        }
    };

    @BeforeAll
    static void quiet() {
        LOGS.addTurboFilter(SILENCE);
    }

    @AfterAll
    static void loud() {
        LOGS.getTurboFilterList().remove(SILENCE);
    }

    @Test
    void keepsItsPromises() {
        Long single = Long.getLong("sim.seed");
        long first = single != null ? single : 0;
        long last = single != null ? single : Integer.getInteger("sim.seeds", SEEDS) - 1;
        assertThat(last).as("the last seed").isGreaterThanOrEqualTo(first);
        Tally totals = new Tally();
        // a seed keeps to one thread, seeds share nothing; more threads than processors, as a locked store waits
        ForkJoinPool threads = new ForkJoinPool(2 * Runtime.getRuntime().availableProcessors());
        List<String> failures = threads.submit(() -> LongStream.rangeClosed(first, last)
                        .parallel()
                        .mapToObj(seed -> failure(seed, totals))
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList())
                .join();
        threads.shutdown();
        System.out.println(totals);
        assertThat(failures).isEmpty();
        if (last - first + 1 >= SEEDS && steps >= STEPS) {
            assertThat(totals.rarerThan(LEAST))
                    .as("what the simulation hardly ever does")
                    .isEmpty();
        }
    }

    /** Null if the seed has kept every promise. */
    private String failure(long seed, Tally totals) {
        try (SimFolder folder = SimFolder.make()) {
            Simulation simulation = new Simulation(seed, folder.path());
            try {
                simulation.run(steps);
                return null;
            } catch (AssertionError | RuntimeException e) {
                String failure =
                        "seed " + seed + ": " + e + "; replay: mvn -q test -Dtest=SimulationTest -Dsim.seed=" + seed;
                System.out.println(failure); // at once: the whole run takes minutes
                return failure;
            } finally {
                totals.add(simulation.tally);
            }
        }
    }
}
