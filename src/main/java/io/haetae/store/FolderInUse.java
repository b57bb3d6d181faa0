package io.haetae.store;

import io.haetae.config.Text;

/** Another process holds the data folder. */
public final class FolderInUse extends StoreException {

    private final boolean passing;

    /** @param passing whether it gives the folder back by itself soon */
    public FolderInUse(Text text, boolean passing) {
        super(text);
        this.passing = passing;
    }

    public boolean passing() {
        return passing;
    }
}
