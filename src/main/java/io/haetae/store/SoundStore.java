package io.haetae.store;

import io.haetae.config.Text;

/** The store is well, and is not set aside. */
public final class SoundStore extends StoreException {

    public SoundStore(Text text) {
        super(text);
    }
}
