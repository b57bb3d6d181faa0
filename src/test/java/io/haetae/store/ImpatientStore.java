package io.haetae.store;

import java.nio.file.Path;
import java.time.Duration;
import org.sqlite.SQLiteConfig;

/** Opens a store that does not wait long for another program's lock, and does not care for a power failure. */
public final class ImpatientStore {

    private ImpatientStore() {}

    public static Store open(Path folder) {
        return Store.open(folder, SQLiteConfig.SynchronousMode.OFF, Duration.ofMillis(1));
    }
}
