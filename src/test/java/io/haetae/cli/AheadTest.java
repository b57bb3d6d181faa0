package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.haetae.store.NativeFolder;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That it is quicker is measured by bench/figures.sh. */
class AheadTest {

    @TempDir
    Path folder;

    @Test
    void whatItLoadsIsThere() {
        assertThatCode(Ahead::camel).doesNotThrowAnyException();
    }

    @Test
    void whatFailsIsLeftToTheStart() throws Exception {
        AtomicReference<Throwable> heard = new AtomicReference<>();
        AtomicReference<Thread> thread = new AtomicReference<>();
        Ahead ahead = new Ahead(() -> {
            thread.set(Thread.currentThread());
            thread.get().setUncaughtExceptionHandler((any, failure) -> heard.set(failure));
            throw new NoClassDefFoundError("a jar that is broken");
        });
        ahead.start().await();
        assertThat(thread.get().isDaemon()).isTrue();
        assertThat(heard.get()).isNull();
    }

    /** Two threads that set up the same classes from different ends can wait for each other for good. */
    @Test
    void theStartWaitsUntilItIsDone() throws Exception {
        CountDownLatch longer = new CountDownLatch(1);
        AtomicBoolean done = new AtomicBoolean();
        Ahead ahead = new Ahead(() -> {
            longer.await();
            done.set(true);
        });
        ahead.await(); // not begun
        ahead.start();
        longer.countDown();
        ahead.await();
        assertThat(done).isTrue();
    }

    @Test
    void aStoreThatWasNeverOpenedIsNotTouched() {
        NativeFolder.ahead(folder.resolve("data"));
        assertThat(folder).isEmptyDirectory();
    }
}
