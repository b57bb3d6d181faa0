package io.haetae.store;

import java.nio.file.Path;

/** The store failed: the page or the delivery fails with it, nothing is taken for done. */
public class StoreException extends RuntimeException {

    private final Fault fault;

    public StoreException(String message, Throwable cause) {
        super(message, cause);
        this.fault = null;
    }

    public StoreException(String message) {
        this(message, null);
    }

    /** The store as a whole is not well. */
    StoreException(Fault fault, Path file, String detail, Throwable cause) {
        super(fault.words(file, detail), cause);
        this.fault = fault;
    }

    /** What is wrong with the store as a whole; null if only this use of it failed. */
    public Fault fault() {
        return fault;
    }
}
