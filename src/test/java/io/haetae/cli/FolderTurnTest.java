package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haetae.store.FolderInUse;
import io.haetae.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long a folder in use is waited for; the wait itself: {@code e2e}. */
@Timeout(60)
class FolderTurnTest {

    @TempDir
    Path folder;

    private Store open(Duration patience) throws Exception {
        return new FolderTurn(new Signals(), patience).open(() -> Store.open(folder));
    }

    @Test
    void oneThatStaysIsNotWaitedFor() {
        try (Store watch = Store.open(folder)) {
            assertThatThrownBy(() -> open(Duration.ofDays(1))).isInstanceOf(FolderInUse.class);
        }
    }

    @Test
    void oneThatPassesIsWaitedForButNotForEver() throws Exception {
        long begun = System.nanoTime();
        try (Store command = Store.passing(folder)) {
            assertThatThrownBy(() -> open(Duration.ofMillis(300))).isInstanceOf(FolderInUse.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(300));
        open(Duration.ZERO).close();
    }
}
