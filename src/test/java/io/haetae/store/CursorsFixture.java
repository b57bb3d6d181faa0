package io.haetae.store;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;

/** A store that nothing is in, a day after the account's start. */
abstract class CursorsFixture {

    static final Duration QUARTER = Duration.ofMinutes(15);
    static final Duration HOUR = Duration.ofHours(1);
    static final Duration DAY = Duration.ofDays(1);
    static final long SINCE = 1_717_200_000_000L;
    static final long NOW = SINCE + DAY.toMillis();

    @TempDir
    Path folder;

    Store store;
    Cursors cursors;
    RuleStarts starts;

    @BeforeEach
    void open() {
        store = Store.open(folder, SQLiteConfig.SynchronousMode.OFF);
        cursors = new Cursors(store);
        starts = new RuleStarts(store);
    }

    @AfterEach
    void close() {
        store.close();
    }
}
