package io.haetae.store;

/** The store is well, and is not set aside. */
public final class SoundStore extends StoreException {

    public SoundStore(String message) {
        super(message);
    }
}
