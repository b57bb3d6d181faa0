package io.haetae.rule;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haetae.activity.RecordId;
import io.haetae.config.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One file of rules as it was read.
 *
 * @param rules rule id to fingerprint: another one means another rule, which begins anew
 */
public record RuleFile(Path path, String text, Map<String, String> rules) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    /** Throws {@link BadRuleFile} if it is no YAML or a rule in it has no id or no {@code activity:} to begin with. */
    public static RuleFile read(Path path) {
        try {
            return of(path, Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BadRuleFile(path, Text.of("rule.unread", BadRuleFile.folded(e.getMessage())));
        }
    }

    /** As {@link #read}, of what stands in it. */
    static RuleFile of(Path path, String text) {
        try {
            return new RuleFile(path, text, rules(path, text));
        } catch (MarkedYamlEngineException e) {
            Text problem = BadRuleFile.folded(e.getProblem());
            throw new BadRuleFile(
                    path,
                    e.getProblemMark()
                            .map(mark -> Text.of(
                                    "rule.yaml.at",
                                    problem,
                                    Integer.toString(mark.getLine() + 1),
                                    Integer.toString(mark.getColumn() + 1)))
                            .orElse(Text.of("rule.yaml", problem)));
        } catch (YamlEngineException e) {
            throw new BadRuleFile(path, Text.of("rule.yaml", BadRuleFile.folded(e.getMessage())));
        }
    }

    /** The same file, but for some of its rules. */
    RuleFile without(Set<String> off) {
        Map<String, String> kept = new LinkedHashMap<>(rules);
        kept.keySet().removeAll(off);
        return new RuleFile(path, text, kept);
    }

    private static Map<String, String> rules(Path path, String text) {
        Object document = new Load(LoadSettings.builder().build()).loadFromString(text);
        if (!(document instanceof List<?> items) || items.isEmpty()) {
            throw new BadRuleFile(path, Text.of("rule.list"));
        }
        Map<String, String> rules = new LinkedHashMap<>();
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> map) || !(map.get("route") instanceof Map<?, ?> route)) {
                throw new BadRuleFile(path, Text.of("rule.item"));
            }
            if (!(route.get("id") instanceof String id) || id.isBlank() || id.startsWith("haetae-")) {
                throw new BadRuleFile(path, Text.of("rule.id"));
            }
            if (!(route.get("from") instanceof Map<?, ?> from)
                    || !String.valueOf(from.get("uri")).startsWith(ActivityComponent.NAME + ":")) {
                throw new BadRuleFile(path, Text.of("rule.from", id));
            }
            if (rules.put(id, fingerprint(route)) != null) {
                throw new BadRuleFile(path, Text.of("rule.twice", id));
            }
        }
        return rules;
    }

    private static String fingerprint(Map<?, ?> route) {
        try {
            return RecordId.sha256(JSON.writeValueAsBytes(essence(route)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All but descriptions and texts: rewording an alert makes no new rule. */
    private static Object essence(Object node) {
        if (node instanceof Map<?, ?> map) {
            Map<String, Object> kept = new TreeMap<>();
            map.forEach((key, value) -> {
                if (!"description".equals(key)) {
                    kept.put(String.valueOf(key), "setBody".equals(key) ? "" : essence(value));
                }
            });
            return kept;
        }
        if (node instanceof List<?> list) {
            List<Object> kept = new ArrayList<>();
            list.forEach(value -> kept.add(essence(value)));
            return kept;
        }
        return String.valueOf(node);
    }
}
