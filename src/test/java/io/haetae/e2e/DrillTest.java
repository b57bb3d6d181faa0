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

/** {@code drill} and {@code check} beside a watch that runs in another process. */
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

            assertThat(said(watch, "check")).contains("a watch runs on it").endsWith("all is well\n");
            assertThat(said(watch, "drill", "root-login"))
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

    private static String said(Child watch, String command, String... options) throws Exception {
        HaetaeProcess process = watch.start(command, options);
        assertThat(process.ends()).as(process.err()).isZero();
        return process.out() + process.err();
    }

    private static List<Long> starts(Child watch) {
        try (Store store = Store.attach(watch.data)) {
            return store.read(handle -> handle.createQuery("select start from rule_start order by rule")
                    .mapTo(Long.class)
                    .list());
        }
    }
}
