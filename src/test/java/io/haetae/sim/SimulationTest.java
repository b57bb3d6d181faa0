package io.haetae.sim;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    void keepsItsPromises(@TempDir Path folder) throws Exception {
        Long single = Long.getLong("sim.seed");
        long first = single != null ? single : 0;
        long last = single != null ? single : Integer.getInteger("sim.seeds", 300) - 1;
        Map<Simulation.Event, Integer> totals = new EnumMap<>(Simulation.Event.class);
        StringBuilder failures = new StringBuilder();
        int failed = 0;
        for (long seed = first; seed <= last; seed++) {
            Simulation simulation = new Simulation(seed, Files.createDirectory(folder.resolve("seed-" + seed)));
            try {
                simulation.run(STEPS);
            } catch (AssertionError | RuntimeException e) {
                failed++;
                failures.append("seed ").append(seed).append(": ").append(e).append(" at ").append(e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0]).append("; replay: mvn -q test -Dtest=SimulationTest -Dsim.seed=")
                        .append(seed).append('\n');
            }
            simulation.counts.forEach((event, times) -> totals.merge(event, times, Integer::sum));
        }
        totals.forEach((event, times) -> System.out.printf("%-14s %7d%n", event.name().toLowerCase(), times));
        assertThat(failed).as("failing seeds%n%s", failures).isZero();
    }
}
