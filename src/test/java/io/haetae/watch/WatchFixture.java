package io.haetae.watch;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An account that was polled once, and is well. */
abstract class WatchFixture {

    @TempDir
    Path folder;

    Watched watched;

    @BeforeEach
    void setUp() {
        watched = new Watched(folder);
        watched.poll();
    }

    @AfterEach
    void tearDown() {
        watched.close();
    }
}
