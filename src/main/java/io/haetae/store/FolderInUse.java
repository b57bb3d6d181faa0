package io.haetae.store;

/** Another process holds the data folder. */
public final class FolderInUse extends StoreException {

    public FolderInUse(String message) {
        super(message);
    }
}
