package io.haetae.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What seeds have taught: the watch was right, and the oracle that judges each poll of these must know it. */
class StoriesTest {

    private static final long MINUTE = 60_000;

    @TempDir
    private Path folder;

    /** Seed 402: nobody can tell whether it is the key or the clock; the next poll is signed with the right time. */
    @Test
    void whoIsRefusedByAClockThatIsMinutesOffIsToldSoByTheNextPoll() {
        Simulation sim = simulation();
        sim.live(() -> {
            sim.time.step(-125_000 - sim.time.skew());
            sim.tracer.faults.addAll(List.of(TracerFault.CREDENTIALS, TracerFault.CREDENTIALS));
            poll(sim, MINUTE);
            poll(sim, MINUTE);
        });
        assertThat(sim.tally.toString()).contains("credentials begins");
    }

    /** Seed 745: the head was complete by a clock minutes off, and only the sweep's answer after it told the time. */
    @Test
    void aHeadThatWasCompleteBeforeAnybodyToldTheTimeCountsByTheClockThatWas() {
        Simulation sim = simulation();
        sim.live(() -> {
            sim.time.step(122_350 - sim.time.skew());
            sim.tracer.dates.dateless = 100;
            poll(sim, MINUTE);
            sim.tracer.dates.dateless = 1;
            poll(sim, 120 * MINUTE);
            assertThat(sim.tracer.dates.untoldInPoll()).isTrue();
            assertThat(sim.tracer.dates.toldInPoll()).isNotNull();
            for (int i = 0; i < 8; i++) {
                sim.tracer.faults.add(TracerFault.SERVER);
                poll(sim, MINUTE);
            }
        });
        assertThat(sim.tally.toString()).contains("blind begins");
    }

    /** The split into channels must neither swallow the crash nor wait for who died of it. */
    @Test
    void aProcessThatDiesBetweenPostAndStampTellsItAgain() {
        Simulation sim = simulation();
        sim.live(() -> {
            poll(sim, MINUTE);
            sim.store.fails(SimStore.Fault.FULL);
            sim.crash.arm(8); // Slack has taken it, and the next step would be the stamp
            sim.lookAtStore();
            assertThat(sim.tally.toString()).contains("stamp lost").doesNotContain("store begins");
            sim.time.pass(MINUTE);
            sim.lookAtStore();
            sim.time.pass(MINUTE);
            sim.restart();
            sim.lookAtStore();
            sim.healStore();
            sim.time.pass(MINUTE);
            sim.lookAtStore();
        });
        assertThat(sim.tally.toString()).containsPattern("store begins +1\\b").containsPattern("store ends +1\\b");
    }

    private static void poll(Simulation sim, long after) {
        sim.time.pass(after);
        sim.poll();
    }

    /** One whose tracer tells the time and takes any names. */
    private Simulation simulation() {
        return LongStream.range(0, 100)
                .mapToObj(seed -> new Simulation(seed, folder))
                .filter(sim -> sim.tracer.toString().contains("dated true"))
                .filter(sim -> sim.tracer.toString().contains("strict false"))
                .findFirst()
                .orElseThrow();
    }
}
