package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.haetae.Patience;
import io.haetae.store.NativeFolder;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That it is quicker is measured by bench/figures.sh. */
class AheadTest {

    @TempDir
    Path folder;

    @Test
    void whatItLoadsIsThere() {
        assertThatCode(Ahead::routes).doesNotThrowAnyException();
    }

    @Test
    void whatFailsIsLeftToTheStart() throws Exception {
        AtomicReference<Thread> ahead = new AtomicReference<>();
        AtomicReference<Throwable> heard = new AtomicReference<>();
        CountDownLatch begun = new CountDownLatch(1);
        Ahead.start(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> heard.set(failure));
            ahead.set(Thread.currentThread());
            begun.countDown();
            throw new NoClassDefFoundError("a jar that is broken");
        });
        assertThat(begun.await(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(ahead.get().isDaemon()).isTrue();
        ahead.get().join();
        assertThat(heard.get()).isNull();
    }

    @Test
    void aStoreThatWasNeverOpenedIsNotTouched() {
        NativeFolder.ahead(folder.resolve("data"));
        assertThat(folder).isEmptyDirectory();
    }
}
