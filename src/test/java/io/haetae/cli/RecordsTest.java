package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haetae.MovableClock;
import io.haetae.sandbox.Dialect;
import io.haetae.sandbox.Ends;
import io.haetae.sandbox.Fault;
import io.haetae.sandbox.Order;
import io.haetae.sandbox.SandboxRecord;
import io.haetae.sandbox.SandboxRecords;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsTest {

    private static final Instant NOW = Terminal.NOW;

    @TempDir
    Path folder;

    private final MovableClock clock = new MovableClock(NOW);
    private final SandboxRecords records = new SandboxRecords(1);
    private Surround surround;

    @BeforeEach
    void setUp() {
        surround = new Surround(folder, clock);
    }

    @AfterEach
    void tearDown() {
        surround.close();
    }

    @Test
    void aLineEachTheOldestFirst() {
        login(-60, "나중");
        login(-1800, "owner");
        login(-7200, "too old");
        assertThat(surround.run("records")).isZero();
        assertThat(surround.terminal.err).isEmpty();
        assertThat(surround.terminal.out.lines())
                .containsExactly(
                        "2024-06-01 20:30:00  Account       Customer      Login                   root      203.0.113.7"
                                + "      owner                 SUCCESS",
                        "2024-06-01 20:59:00  Account       Customer      Login                   root      203.0.113.7"
                                + "      나중                  SUCCESS");
    }

    @Test
    void eachOnceUnderEveryDialectOrderAndEnds() {
        for (int i = 0; i < 230; i++) {
            surround.tracer.add(records.noise(NOW.minusSeconds(3 + i * 20L)));
        }
        for (Order order : Order.values()) {
            for (Ends ends : Ends.values()) {
                surround.tracer
                        .dialect(Dialect.values()[(order.ordinal() * 3 + ends.ordinal()) % Dialect.values().length])
                        .order(order)
                        .ends(ends);
                assertThat(surround.run("records", "--since", "2h")).isZero();
                assertThat(surround.terminal.out.lines()).hasSize(230).isSorted();
            }
        }
    }

    @Test
    void asTheTracerGaveThem() throws IOException {
        SandboxRecord made = login(-60, "owner");
        assertThat(surround.run("records", "--json")).isZero();
        assertThat(new JsonMapper().readTree(surround.terminal.out)).isEqualTo(made.json());
    }

    @Test
    void followGoesOnAndShowsLateOnesToo() {
        login(-60, "first");
        int[] rounds = {0};
        surround.terminal.pause = time -> {
            if (time < 1000) {
                return; // between two requests
            }
            clock.advance(Duration.ofMillis(time));
            switch (rounds[0]++) {
                case 0 -> login(4, "second");
                case 1 -> surround.tracer.failNext(Fault.error(503, 500, "Endpoint Error"));
                case 2 -> login(-100, "late");
                case 5 -> throw new InterruptedException();
                default -> {}
            }
        };
        assertThat(surround.run("records", "--follow")).isZero();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(surround.terminal.out.lines().map(line -> line.replaceAll(".*(first|second|late).*", "$1")))
                .containsExactly("first", "second", "late");
        assertThat(surround.terminal.err).containsOnlyOnce("HTTP 503");
    }

    @Test
    void whatCantBeReadIsOne() {
        surround.tracer.always(Fault.error(401, 210, "Permission Denied"));
        assertThat(surround.run("records")).isEqualTo(1);
        assertThat(surround.terminal.err).contains("account default: ", "NCP_CLOUD_ACTIVITY_TRACER_VIEWER");
        assertThat(surround.run("records", "--since", "91d")).isEqualTo(2);
        assertThat(surround.run("records", "--account", "nobody")).isEqualTo(2);
    }

    private SandboxRecord login(long seconds, String name) {
        SandboxRecord made = records.rootLogin(NOW.plusSeconds(seconds), name, "203.0.113.7", "KR", "");
        surround.tracer.add(made);
        return made;
    }
}
