package io.haetae.rule;

import io.haetae.activity.Activity;
import io.haetae.config.Text;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code activity:<resourceType>} or {@code activity:*}: synchronous publish and subscribe over the records of the
 * tracer. Consuming from it makes a route a rule; producing to {@code activity:*} gives a record to every rule that
 * asks for it.
 */
public final class ActivityComponent extends DefaultComponent {

    public static final String NAME = "activity";
    /** Where the poll route sends every record: the resource type is looked up, no endpoint is made from data. */
    public static final String ROUTER = NAME + ":*";

    private volatile RuleSet rules = RuleSet.EMPTY;

    @Override
    protected Endpoint createEndpoint(String uri, String resourceType, Map<String, Object> parameters)
            throws Exception {
        if (resourceType.isBlank()) {
            throw new BadParameter(Text.of("rule.type"));
        }
        ActivityEndpoint endpoint = new ActivityEndpoint(uri, this, resourceType);
        setProperties(endpoint, parameters);
        if (!parameters.isEmpty()) {
            throw new BadParameter(Text.of(
                    "rule.parameters",
                    String.join(", ", parameters.keySet()),
                    String.join(", ", ActivityEndpoint.PARAMETERS)));
        }
        return endpoint;
    }

    /** Whether any rule asks for the record. */
    public boolean wanted(Activity activity) {
        return !rules.matching(activity).isEmpty();
    }

    /** The ids of the rules at work. */
    public Set<String> ruleIds() {
        return rules.ids();
    }

    /** The ids of the rules that ask for the record. */
    public Set<String> listening(Activity activity) {
        return rules.matching(activity).stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
    }

    RuleSet rules() {
        return rules;
    }

    synchronized void add(Rule rule) {
        rules = rules.with(rule);
    }

    synchronized void remove(Rule rule) {
        rules = rules.without(rule);
    }
}
