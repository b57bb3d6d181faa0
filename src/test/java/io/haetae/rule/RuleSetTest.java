package io.haetae.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.activity.Activity;
import io.haetae.rule.Criteria.Field;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TYPES = List.of("AccessKey", "ACCESSKEY", "Customer", "Access Key");
    private static final List<String> PRODUCTS = List.of("IAM", "iam", "Account", "Sub Account");
    private static final List<String> ACTIONS =
            List.of("Create access key", "createAccessKey", "Create Access-Key (Request)", "create", "!?");
    private static final List<String> RESULTS = List.of("SUCCESS", "success", "FAIL");
    private static final List<String> SOURCES = List.of("CONSOLE", "console", "API", "System", "portal");

    /** The index finds what a look at every rule finds. */
    @Property(tries = 300)
    void findsWhatALookAtEveryRuleFinds(@ForAll Random random) {
        List<Rule> rules = new ArrayList<>();
        Map<Criteria, Map<Field, String>> given = new IdentityHashMap<>();
        RuleSet set = RuleSet.EMPTY;
        for (int i = random.nextInt(40); i > 0; i--) {
            Map<Field, String> wanted = criteria(random);
            Rule rule = new Rule("r" + i, new Criteria(wanted), null);
            given.put(rule.criteria(), wanted);
            rules.add(rule);
            set = set.with(rule);
        }
        for (int i = random.nextInt(3); i > 0 && !rules.isEmpty(); i--) {
            set = set.without(rules.remove(random.nextInt(rules.size())));
        }
        assertThat(set.ids()).containsExactlyInAnyOrderElementsOf(rules.stream().map(Rule::id).toList());
        for (int i = 0; i < 20; i++) {
            Activity activity = record(random);
            List<String> expected = rules.stream()
                    .filter(rule -> naive(given.get(rule.criteria()), activity))
                    .map(Rule::id)
                    .toList();
            assertThat(set.matching(activity)).extracting(Rule::id).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static Map<Field, String> criteria(Random random) {
        Map<Field, String> wanted = new EnumMap<>(Field.class);
        maybe(random, wanted, Field.TYPE, TYPES);
        maybe(random, wanted, Field.PRODUCT, PRODUCTS);
        maybe(random, wanted, Field.PRODUCT_DISPLAY_NAME, PRODUCTS);
        maybe(random, wanted, Field.ACTION, ACTIONS);
        maybe(random, wanted, Field.RESULT, RESULTS);
        maybe(random, wanted, Field.USER, List.of("root", "sub", "Root", "SUB"));
        maybe(random, wanted, Field.SOURCE, SOURCES);
        return wanted;
    }

    private static void maybe(Random random, Map<Field, String> wanted, Field field, List<String> values) {
        if (random.nextInt(4) == 0) {
            wanted.put(field, values.get(random.nextInt(values.size())));
        }
    }

    private static Activity record(Random random) {
        ObjectNode record = JSON.createObjectNode().put("eventTime", 1);
        put(random, record, "resourceType", TYPES);
        put(random, record, "productName", PRODUCTS);
        put(random, record, "productDisplayName", PRODUCTS);
        put(random, record, "actionDisplayName", ACTIONS);
        put(random, record, "actionResultType", RESULTS);
        put(random, record, "actionUserType", List.of("Customer", "Sub", "CUSTOMER"));
        put(random, record, "sourceType", SOURCES);
        return Activity.of(record, ZoneOffset.UTC);
    }

    private static void put(Random random, ObjectNode record, String field, List<String> values) {
        switch (random.nextInt(6)) {
            case 0 -> record.putNull(field);
            case 1 -> {}
            default -> record.put(field, values.get(random.nextInt(values.size())));
        }
    }

    private static boolean naive(Map<Field, String> wanted, Activity a) {
        return wanted.entrySet().stream().allMatch(entry -> {
            String value = entry.getValue();
            return switch (entry.getKey()) {
                case TYPE -> value.equalsIgnoreCase(a.getResourceType());
                case PRODUCT ->
                    value.equalsIgnoreCase(a.getProductName()) || value.equalsIgnoreCase(a.getProductDisplayName());
                case PRODUCT_DISPLAY_NAME -> value.equalsIgnoreCase(a.getProductDisplayName());
                case ACTION -> a.getActionDisplayName() != null && bare(value).equals(bare(a.getActionDisplayName()));
                case RESULT -> value.equalsIgnoreCase(a.getActionResultType());
                case USER ->
                    (value.equalsIgnoreCase("root") ? "customer" : "sub").equalsIgnoreCase(a.getActionUserType());
                case SOURCE -> value.equalsIgnoreCase(a.getSourceType());
            };
        });
    }

    private static String bare(String action) {
        StringBuilder bare = new StringBuilder();
        action.toLowerCase(java.util.Locale.ROOT)
                .chars()
                .filter(c -> c >= 'a' && c <= 'z')
                .forEach(c -> bare.append((char) c));
        return bare.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "ACTION, actionDisplayName, Create access key, createAccessKey, true",
        "ACTION, actionDisplayName, Create-Access_Key!, CREATE ACCESS KEY, true",
        "ACTION, actionDisplayName, Create access key, Create access keys, false",
        "ACTION, actionDisplayName, 서버 생성, 서버생성, true",
        "TYPE, resourceType, accesskey, AccessKey, true",
        "TYPE, resourceType, Access Key, AccessKey, false",
        "PRODUCT, productName, sub account, Sub Account, true",
        "PRODUCT, productName, SubAccount, Sub Account, false",
        "PRODUCT, productDisplayName, iam, IAM, true",
        "PRODUCT_DISPLAY_NAME, productName, IAM, IAM, false",
        "RESULT, actionResultType, success, SUCCESS, true",
        "USER, actionUserType, root, Customer, true",
        "USER, actionUserType, root, Sub, false",
        "USER, actionUserType, sub, Sub, true",
        "SOURCE, sourceType, console, CONSOLE, true"
    })
    void comparesEachFieldInItsWay(Field field, String recordField, String wanted, String found, boolean matches) {
        RuleSet set = RuleSet.EMPTY.with(new Rule("r", new Criteria(Map.of(field, wanted)), null));
        Activity activity = Activity.of(
                JSON.createObjectNode().put("eventTime", 1).put(recordField, found), ZoneOffset.UTC);
        assertThat(set.matching(activity)).hasSize(matches ? 1 : 0);
    }

    @Test
    void aRuleWithoutCriteriaWantsEverything() {
        RuleSet set = RuleSet.EMPTY.with(new Rule("r", new Criteria(Map.of()), null));
        assertThat(set.matching(record(new Random(1)))).hasSize(1);
    }

    @Test
    void aRuleWhoseProductIsBothNamesIsFoundOnce() {
        RuleSet set = RuleSet.EMPTY.with(new Rule("r", new Criteria(Map.of(Field.PRODUCT, "iam")), null));
        ObjectNode record = JSON.createObjectNode()
                .put("eventTime", 1)
                .put("productName", "IAM")
                .put("productDisplayName", "Iam");
        assertThat(set.matching(Activity.of(record, ZoneOffset.UTC))).hasSize(1);
    }
}
