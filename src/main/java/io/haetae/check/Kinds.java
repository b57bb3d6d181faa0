package io.haetae.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.activity.Activity;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Records by kind: first those that a rule hears, of these and of the others the most frequent first.
 *
 * @param unreadable records that can't be understood
 * @param rootLogins logins of the root account
 * @param unheard the rules that none of the records would have been given to; null if the rules can't be read
 */
public record Kinds(List<Kind> kinds, long records, long unreadable, long rootLogins, Set<String> unheard) {

    /**
     * A kind of record; each of its words may be null.
     *
     * @param rules those that any of its records would be given to
     */
    public record Kind(
            String product, String resourceType, String action, String user, long count, Set<String> rules) {}

    private record Key(String product, String resourceType, String action, String user) {}

    private static final class Tally {

        private long count;
        private final Set<String> rules = new TreeSet<>();
    }

    /** @param listeners null if the rules can't be read */
    static Kinds of(Collection<JsonNode> records, Listeners listeners, ZoneId zone) {
        Map<Key, Tally> tallies = new HashMap<>();
        Set<String> unheard = listeners == null ? null : new TreeSet<>(listeners.ids());
        long unreadable = 0;
        long rootLogins = 0;
        for (JsonNode record : records) {
            Activity activity;
            try {
                activity = Activity.of(record, zone);
            } catch (IllegalArgumentException e) {
                unreadable++;
                continue;
            }
            Tally tally = tallies.computeIfAbsent(key(activity), key -> new Tally());
            tally.count++;
            rootLogins += isRootLogin(activity) ? 1 : 0;
            if (listeners != null) {
                Set<String> rules = listeners.of(activity);
                tally.rules.addAll(rules);
                unheard.removeAll(rules);
            }
        }
        List<Kind> kinds = new ArrayList<>();
        tallies.forEach((key, tally) -> kinds.add(
                new Kind(key.product, key.resourceType, key.action, key.user, tally.count, Set.copyOf(tally.rules))));
        kinds.sort(Comparator.comparing((Kind kind) -> kind.rules().isEmpty())
                .thenComparing(Comparator.comparingLong(Kind::count).reversed())
                .thenComparing(Kind::toString));
        return new Kinds(kinds, records.size(), unreadable, rootLogins, unheard);
    }

    private static Key key(Activity activity) {
        String product = activity.getProductName();
        return new Key(
                product == null ? activity.getProductDisplayName() : product,
                activity.getResourceType(),
                activity.getActionDisplayName(),
                user(activity.getActionUserType()));
    }

    private static String user(String type) {
        return "Customer".equalsIgnoreCase(type) ? "root" : "Sub".equalsIgnoreCase(type) ? "sub" : type;
    }

    private static boolean isRootLogin(Activity activity) {
        return "Account".equalsIgnoreCase(activity.getProductDisplayName())
                && "Customer".equalsIgnoreCase(activity.getResourceType())
                && activity.has("twoFactorLoginType");
    }
}
