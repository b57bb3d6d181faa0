package io.haetae.store;

import io.haetae.config.Text;
import java.nio.file.Path;

/** What can be wrong with a store as a whole. */
public enum Fault {
    GONE,
    REPLACED,
    JOURNAL_GONE,
    TRUNCATED,
    DAMAGED,
    NO_STORE,
    NEWER,
    FULL,
    LOCKED,
    READ_ONLY,
    CANT_OPEN,
    HANGS,
    IO;

    /** @param detail what was seen; may be null */
    Text text(Path file, Object detail) {
        Text words = Text.of("store." + name(), file);
        return detail == null ? words : Text.of("store.detail", words, detail);
    }

    /** Whether the file may be another one, or half of one: it is read through before it is trusted again. */
    boolean doubtful() {
        return switch (this) {
            case FULL, LOCKED, READ_ONLY, CANT_OPEN, NEWER -> false;
            default -> true;
        };
    }

    /** Whether only another file, or none, can help: what {@code run --fresh-store} is for. */
    public boolean ofTheFile() {
        return this == DAMAGED || this == NO_STORE || this == NEWER || this == TRUNCATED || this == GONE;
    }
}
