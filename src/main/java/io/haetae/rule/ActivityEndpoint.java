package io.haetae.rule;

import io.haetae.config.Text;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;

/** The parameters of {@code activity:}; each that is given narrows what the rule is asked about. */
public final class ActivityEndpoint extends DefaultEndpoint implements MultipleConsumersSupport {

    static final List<String> PARAMETERS =
            List.of("product", "productDisplayName", "action", "result", "user", "source");

    private final Map<Criteria.Field, String> wanted = new EnumMap<>(Criteria.Field.class);

    ActivityEndpoint(String uri, ActivityComponent component, String resourceType) {
        super(uri, component);
        if (!resourceType.equals("*")) {
            wanted.put(Criteria.Field.TYPE, resourceType);
        }
    }

    /** The record's {@code productName} or {@code productDisplayName}, ignoring case. */
    public void setProduct(String product) {
        want(Criteria.Field.PRODUCT, "product", product);
    }

    /** The record's {@code productDisplayName}, ignoring case. */
    public void setProductDisplayName(String productDisplayName) {
        want(Criteria.Field.PRODUCT_DISPLAY_NAME, "productDisplayName", productDisplayName);
    }

    /** The record's {@code actionDisplayName}, ignoring case, spaces and punctuation. */
    public void setAction(String action) {
        want(Criteria.Field.ACTION, "action", action);
    }

    /** {@code SUCCESS} or {@code FAIL}, ignoring case. */
    public void setResult(String result) {
        want(Criteria.Field.RESULT, "result", result);
    }

    /** {@code root} or {@code sub}. */
    public void setUser(String user) {
        want(Criteria.Field.USER, "user", oneOf("user", user, List.of("root", "sub")));
    }

    /** {@code console}, {@code portal}, {@code api} or {@code system}. */
    public void setSource(String source) {
        want(Criteria.Field.SOURCE, "source", oneOf("source", source, List.of("console", "portal", "api", "system")));
    }

    private void want(Criteria.Field field, String parameter, String value) {
        if (value == null || value.isBlank()) {
            throw new BadParameter(Text.of("rule.parameter.empty", parameter));
        }
        wanted.put(field, value);
    }

    private static String oneOf(String parameter, String value, List<String> known) {
        if (value != null && !value.isBlank() && known.stream().noneMatch(value::equalsIgnoreCase)) {
            throw new BadParameter(Text.of("rule.parameter.unknown", parameter, value, String.join(", ", known)));
        }
        return value;
    }

    Criteria criteria() {
        return new Criteria(wanted);
    }

    @Override
    public ActivityComponent getComponent() {
        return (ActivityComponent) super.getComponent();
    }

    @Override
    public boolean isMultipleConsumersSupported() {
        return true;
    }

    @Override
    public Producer createProducer() {
        return new ActivityProducer(this);
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        return new ActivityConsumer(this, processor);
    }
}
