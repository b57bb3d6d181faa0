package io.haetae.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jdbi.v3.core.Handle;

/** The schema by {@code user_version}: {@code 1.sql}, {@code 2.sql} … are applied in order, each in one transaction. */
final class Schema {

    static final int VERSION = 2;

    private Schema() {}

    /** Throws {@link StoreException} if the store is of a newer version than this program knows. */
    static void upgrade(Handle handle) {
        int version = handle.createQuery("pragma user_version").mapTo(int.class).one();
        if (version > VERSION) {
            throw new StoreException("the store is of version " + version + ", this program knows up to " + VERSION
                    + ": use a newer one");
        }
        for (int next = version + 1; next <= VERSION; next++) {
            apply(handle, next);
        }
    }

    private static void apply(Handle handle, int version) {
        String script = read(version + ".sql");
        handle.useTransaction(transaction -> {
            transaction.createScript(script).execute();
            transaction.execute("pragma user_version = " + version);
        });
    }

    private static String read(String name) {
        try (InputStream script = Schema.class.getResourceAsStream(name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException("the schema " + name + " can't be read", e);
        }
    }
}
