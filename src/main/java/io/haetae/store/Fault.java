package io.haetae.store;

/** What can be wrong with a store as a whole: what it is, and what would be right, in words for a log. */
public enum Fault {
    GONE("%s is gone: put it back, or a sound backup in its place"),
    REPLACED("another file has been put in the place of %s while it was open"),
    JOURNAL_GONE("a journal (-wal, -shm) of %s was deleted or replaced while it was open"),
    TRUNCATED("%s has been truncated while it was open"),
    DAMAGED("%s is damaged: put a sound backup in its place, or begin anew with run --fresh-store"),
    NO_STORE("%s is no store of Haetae: put a sound backup in its place, or begin anew with run --fresh-store"),
    NEWER("%s is of a newer version: use a newer haetae, or begin anew with run --fresh-store"),
    FULL("there is no room for %s: free some on its disk"),
    LOCKED("%s is locked by another program, which must let go of it"),
    READ_ONLY("%s may not be written: this user needs to write to it, to its -wal and -shm, and to the folder"),
    CANT_OPEN("%s can't be opened: this user needs to read and write the folder and all that is in it"),
    HANGS("%s does not answer: look at its disk, and into the system's log"),
    IO("reading or writing %s failed: look at its disk, and into the system's log");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** @param detail what was seen; may be null */
    String words(Object file, String detail) {
        return String.format(words, file) + (detail == null ? "" : " (" + detail + ")");
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
