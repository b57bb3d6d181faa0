package io.haetae.rule;

import io.haetae.activity.Activity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What an {@code activity:} asks for: some of the indexed fields, each with the one value wanted, normalised. */
record Criteria(Map<Field, String> wanted) {

    /** The fields of the index. A field may stand for two of the record's, then either will do. */
    enum Field {
        TYPE(Criteria::lower, Activity::getResourceType),
        PRODUCT(Criteria::lower, Activity::getProductName, Activity::getProductDisplayName),
        PRODUCT_DISPLAY_NAME(Criteria::lower, Activity::getProductDisplayName),
        ACTION(Criteria::letters, Activity::getActionDisplayName),
        RESULT(Criteria::lower, Activity::getActionResultType),
        USER(Criteria::lower, activity -> user(activity.getActionUserType())),
        SOURCE(Criteria::lower, Activity::getSourceType);

        private final Function<String, String> normal;
        private final List<Function<Activity, String>> values;

        @SafeVarargs
        Field(Function<String, String> normal, Function<Activity, String>... values) {
            this.normal = normal;
            this.values = List.of(values);
        }

        String normal(String value) {
            return normal.apply(value);
        }

        List<String> of(Activity activity) {
            List<String> found = new ArrayList<>(values.size());
            for (Function<Activity, String> value : values) {
                String raw = value.apply(activity);
                String one = raw == null ? null : normal(raw);
                if (one != null && !found.contains(one)) {
                    found.add(one);
                }
            }
            return found;
        }
    }

    Criteria {
        EnumMap<Field, String> normal = new EnumMap<>(Field.class);
        wanted.forEach((field, value) -> normal.put(field, field.normal(value)));
        wanted = normal;
    }

    Set<Field> fields() {
        return wanted.keySet();
    }

    private static String lower(String value) {
        return value.toLowerCase(Locale.ROOT);
    }

    /** Action names come in Title Case or camelCase, by product: case, spaces and punctuation don't count. */
    private static String letters(String value) {
        return lower(value.replaceAll("[^\\p{L}\\p{N}]", ""));
    }

    private static String user(String actionUserType) {
        if ("Customer".equalsIgnoreCase(actionUserType)) {
            return "root";
        }
        return actionUserType;
    }
}
