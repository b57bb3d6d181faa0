package io.haetae.store;

/** The store failed: the page or the delivery fails with it, nothing is taken for done. */
public class StoreException extends RuntimeException {

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    public StoreException(String message) {
        super(message);
    }
}
