package io.haetae.store;

import io.haetae.config.Text;

/** Another process holds the data folder. */
public final class FolderInUse extends StoreException {

    public FolderInUse(Text text) {
        super(text);
    }
}
