package io.haetae.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access key of each account, as it was seen last. At the start two accounts with one key are a problem; when a file
 * that is replaced gives them one while the watch runs, that is told, and no poll stops.
 */
final class AccessKeys {

    private static final Logger LOG = LoggerFactory.getLogger(AccessKeys.class);

    private final Map<String, String> keys = new LinkedHashMap<>();

    /** The accounts that had this key before; none if it is empty. */
    synchronized List<String> given(String account, String key) {
        List<String> others = new ArrayList<>();
        keys.forEach((other, its) -> {
            if (!key.isEmpty() && its.equals(key) && !other.equals(account)) {
                others.add(other);
            }
        });
        keys.put(account, key);
        return others;
    }

    void replaced(String account, String key) {
        List<String> others = given(account, key);
        if (!others.isEmpty()) {
            LOG.warn(
                    "the new access key of account {} is that of account {} too: give each account a key of its own;"
                            + " two that read one account tell everything twice",
                    account,
                    String.join(", ", others));
        }
    }
}
