package io.haetae.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Years of trouble in a minute. {@code -Dsim.seeds=300 -Dsim.steps=300} by default; {@code -Dsim.seed=17} replays one.
 */
class SimulationTest {

    private static final int STEPS = Integer.getInteger("sim.steps", 300);
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
        long last = single != null ? single : Integer.getInteger("sim.seeds", 300) - 1;
        Tally totals = new Tally();
        List<String> failures = LongStream.rangeClosed(first, last)
                .parallel() // a seed keeps to one thread, seeds share nothing
                .mapToObj(seed -> failure(seed, totals))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        System.out.println(totals);
        assertThat(failures).isEmpty();
    }

    /** Null if the seed has kept every promise. */
    private static String failure(long seed, Tally totals) {
        try (SimFolder folder = SimFolder.make()) {
            Simulation simulation = new Simulation(seed, folder.path());
            try {
                simulation.run(STEPS);
                return null;
            } catch (AssertionError | RuntimeException e) {
                return "seed " + seed + ": " + e + "; replay: mvn -q test -Dtest=SimulationTest -Dsim.seed=" + seed;
            } finally {
                totals.add(simulation.tally);
            }
        }
    }
}
