package io.haetae.store;

import io.haetae.config.Text;
import java.nio.file.Path;

/** The store failed: the page or the delivery fails with it, nothing is taken for done. */
public class StoreException extends RuntimeException {

    private final Fault fault;
    private final transient Text text;

    public StoreException(Text text, Throwable cause) {
        this(null, text, cause);
    }

    /** What can be wrong with this program only. */
    StoreException(String message, Throwable cause) {
        this(Text.asItIs(message), cause);
    }

    public StoreException(Text text) {
        this(text, null);
    }

    /**
     * The store as a whole is not well.
     *
     * @param detail what was seen; may be null
     */
    StoreException(Fault fault, Path file, Object detail, Throwable cause) {
        this(fault, fault.text(file, detail), cause);
    }

    private StoreException(Fault fault, Text text, Throwable cause) {
        super(text.toString(), cause);
        this.fault = fault;
        this.text = text;
    }

    /** The message, in either language. */
    public Text text() {
        return text;
    }

    /** What is wrong with the store as a whole; null if only this use of it failed. */
    public Fault fault() {
        return fault;
    }
}
