package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.HaetaeProcess;
import io.haetae.store.AlertQueries;
import io.haetae.store.Store;
import io.haetae.store.StoredAlert;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drill} beside a watch that runs in another process. */
class DrillTest {

    @TempDir
    Path folder;

    @Test
    void theRunningWatchDeliversItAndAllElseStaysAsItIs() throws Exception {
        try (Child watch = new Child(folder)) {
            HaetaeProcess running = watch.run();
            watch.until(() -> assertThat(watch.tracer.requests()).isNotEmpty());
            watch.until(() -> assertThat(starts(watch)).hasSize(2));
            List<Long> starts = starts(watch);

            HaetaeProcess drill = watch.start("drill", "root-login");
            assertThat(drill.ends()).as(drill.err()).isZero();
            assertThat(drill.out() + drill.err())
                    .contains("the watch that runs delivers it\nsent: Slack has taken it\n");

            assertThat(Told.lines(watch.slack))
                    .filteredOn(line -> line.startsWith("[DRILL] "))
                    .hasSize(1);
            assertThat(starts(watch)).isEqualTo(starts);
            try (Store store = Store.attach(watch.data)) {
                assertThat(new AlertQueries(store).list(null))
                        .extracting(StoredAlert::state)
                        .containsExactly("sent");
            }
            watch.login();
            watch.until(() -> assertThat(watch.logins()).containsExactly(1L));
            assertThat(running.stop()).isZero();
        }
    }

    private static List<Long> starts(Child watch) {
        try (Store store = Store.attach(watch.data)) {
            return store.read(handle -> handle.createQuery("select start from rule_start order by rule")
                    .mapTo(Long.class)
                    .list());
        }
    }
}
