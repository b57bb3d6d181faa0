package io.haetae.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access key that each account uses. At the start two accounts with one key are a problem; when a file that is
 * replaced gives them one while the watch runs, that is told, and no poll stops. It is told when both have used that key
 * for a while: accounts that swap their keys have one for a moment, as nobody replaces two files at once.
 */
final class AccessKeys {

    /** Longer than people, or a tool that hands out files one by one, take from the first file to the second. */
    private static final long WHILE = Duration.ofMinutes(5).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(AccessKeys.class);

    private final LongSupplier nanos;
    private final Map<String, Use> uses = new LinkedHashMap<>();

    /** Of a key by an account, from when to when it was seen. */
    private static final class Use {
        private final String key;
        private final long first;
        private long last;
        private boolean told;

        private Use(String key, long first) {
            this.key = key;
            this.first = first;
        }

        /** Whether both were seen with it a while after the later one got it; differences only, as the clock overflows. */
        private boolean with(Use other) {
            return key.equals(other.key)
                    && stillAfter(first)
                    && stillAfter(other.first)
                    && other.stillAfter(first)
                    && other.stillAfter(other.first);
        }

        private boolean stillAfter(long first) {
            return last - first >= WHILE;
        }
    }

    /** @param nanos a clock that can't be set */
    AccessKeys(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** The account's key; whoever asks for it uses it. */
    Secret follow(String account, Secret key) {
        used(account, key.reveal());
        return new Secret(() -> {
            String now = key.reveal();
            used(account, now);
            return now;
        });
    }

    /** The other accounts that have this one's key. */
    synchronized List<String> others(String account) {
        String key = uses.containsKey(account) ? uses.get(account).key : "";
        return key.isEmpty()
                ? List.of()
                : uses.keySet().stream()
                        .filter(other ->
                                !other.equals(account) && uses.get(other).key.equals(key))
                        .toList();
    }

    private synchronized void used(String account, String key) {
        long now = nanos.getAsLong();
        Use use = uses.get(account);
        if (use == null || !use.key.equals(key)) {
            use = new Use(key, now);
            uses.put(account, use);
        }
        use.last = now;
        Use its = use;
        List<String> same = uses.entrySet().stream()
                .filter(other -> its.with(other.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        if (same.size() > 1 && !same.stream().allMatch(one -> uses.get(one).told)) {
            same.forEach(one -> uses.get(one).told = true);
            LOG.warn(
                    "accounts {} have one access key: give each account a key of its own; those that read one account tell"
                            + " everything twice",
                    String.join(", ", same));
        }
    }
}
