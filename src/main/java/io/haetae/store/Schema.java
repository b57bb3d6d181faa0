package io.haetae.store;

import io.haetae.config.Text;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The schema by {@code user_version}: {@code 1.sql}, {@code 2.sql} … are applied in order, in one transaction. */
final class Schema {

    static final int VERSION = 4;

    /** The tables of the first version. */
    private static final List<String> OLDEST =
            List.of("account", "cursor", "rule_start", "alert", "channel", "unreadable");

    private Schema() {}

    /** Throws {@link StoreException} unless what was opened is a store, of a version that this program knows. */
    static void look(Handle handle, Path file) {
        int version = version(handle);
        if (version > VERSION) {
            throw new StoreException(
                    Fault.NEWER,
                    file,
                    Text.of("store.versions", Integer.toString(version), Integer.toString(VERSION)),
                    null);
        }
        int tables = handle.createQuery("select count(*) from sqlite_schema where type = 'table' and name in (<names>)")
                .bindList("names", OLDEST)
                .mapTo(int.class)
                .one();
        if (version < 1 || tables < OLDEST.size()) {
            throw new StoreException(Fault.NO_STORE, file, Text.of(tables == 0 ? "store.empty" : "store.tables"), null);
        }
    }

    /** Makes it this program's version, if need be. Others may do so at the same time: one does it, all find it done. */
    static void upgrade(Handle handle) {
        if (version(handle) < VERSION) {
            // it begins immediate: nobody else writes between the look and the last step
            handle.useTransaction(tx -> {
                for (int next = version(tx) + 1; next <= VERSION; next++) {
                    tx.createScript(read(next + ".sql")).execute();
                    tx.execute("pragma user_version = " + next);
                }
            });
        }
    }

    /** Throws {@link StoreException} if the watch has to upgrade it first. */
    static void current(Handle handle, Path file) {
        int version = version(handle);
        if (version < VERSION) {
            throw new StoreException(Text.of("store.older", file, version, VERSION));
        }
    }

    private static int version(Handle handle) {
        return handle.createQuery("pragma user_version").mapTo(int.class).one();
    }

    private static String read(String name) {
        try (InputStream script = Schema.class.getResourceAsStream(name)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException("the schema " + name + " can't be read", e);
        }
    }
}
