package io.haetae.store;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** Whose things are in the store: an account's configured name is its identity in every table. */
public final class AccountNames {

    private static final List<String> TABLES =
            List.of("cursor", "rule_start", "alert", "unreadable", "hole", "condition");

    private final Store store;

    public AccountNames(Store store) {
        this.store = store;
    }

    public Set<String> all() {
        return store.read(AccountNames::all);
    }

    private static Set<String> all(Handle handle) {
        List<String> names = handle.createQuery(
                        "select name from account union select account from alert where state <> 'sent'")
                .mapTo(String.class)
                .list();
        return new TreeSet<>(names);
    }

    /** Returns whether it did: not if there is no such account, or already one of the new name. */
    public boolean rename(String name, String to) {
        return store.transaction(tx -> {
            Set<String> names = all(tx);
            if (!names.contains(name) || names.contains(to)) {
                return false;
            }
            tx.execute("update account set name = ? where name = ?", to, name);
            TABLES.forEach(table -> tx.execute("update " + table + " set account = ? where account = ?", to, name));
            return true;
        });
    }

    /** How many of its alerts nobody has been told: those that wait and those that are dead. */
    public int untold(String name) {
        return store.read(
                handle -> handle.createQuery("select count(*) from alert where account = ? and state <> 'sent'")
                        .bind(0, name)
                        .mapTo(Integer.class)
                        .one());
    }

    /** With all that belongs to it. Returns whether there was such an account. */
    public boolean forget(String name) {
        return store.transaction(tx -> {
            boolean known = all(tx).contains(name);
            TABLES.forEach(table -> tx.execute("delete from " + table + " where account = ?", name));
            tx.execute("delete from account where name = ?", name);
            return known;
        });
    }
}
