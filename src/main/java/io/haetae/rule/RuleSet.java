package io.haetae.rule;

import io.haetae.activity.Activity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules at work, indexed: one hash for each set of fields that rules ask for, so that a record which no rule wants
 * costs a few look-ups, and a thousand rules cost what ten do. Replaced as a whole, never changed: a page sees one set.
 */
final class RuleSet {

    static final RuleSet EMPTY = new RuleSet(List.of());

    private final List<Rule> rules;
    private final Map<Set<Criteria.Field>, Map<List<String>, List<Rule>>> index = new HashMap<>();

    private RuleSet(List<Rule> rules) {
        this.rules = rules;
        for (Rule rule : rules) {
            index.computeIfAbsent(rule.criteria().fields(), fields -> new HashMap<>())
                    .computeIfAbsent(List.copyOf(rule.criteria().wanted().values()), values -> new ArrayList<>(1))
                    .add(rule);
        }
    }

    RuleSet with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new RuleSet(more);
    }

    RuleSet without(Rule rule) {
        return new RuleSet(rules.stream().filter(other -> other != rule).toList());
    }

    Set<String> ids() {
        return rules.stream().map(Rule::id).collect(Collectors.toSet());
    }

    List<Rule> matching(Activity activity) {
        List<Rule> found = new ArrayList<>(2);
        index.forEach((fields, byValues) -> {
            for (List<String> values : values(activity, fields)) {
                found.addAll(byValues.getOrDefault(values, List.of()));
            }
        });
        return found;
    }

    /** The record's values of these fields, in their order; more than one list where a field stands for two. */
    private static List<List<String>> values(Activity activity, Set<Criteria.Field> fields) {
        List<List<String>> all = List.of(List.of());
        for (Criteria.Field field : fields) {
            List<List<String>> longer = new ArrayList<>(all.size());
            for (String value : field.of(activity)) {
                for (List<String> before : all) {
                    List<String> after = new ArrayList<>(before);
                    after.add(value);
                    longer.add(after);
                }
            }
            all = longer;
        }
        return all;
    }
}
