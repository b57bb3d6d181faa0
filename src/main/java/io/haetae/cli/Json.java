package io.haetae.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.store.StoredAlert;
import io.haetae.store.WatchStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What {@code --json} prints. Keys are stable: none is renamed or taken away, new ones may come. Times are epoch
 * milliseconds, stretches of time milliseconds.
 */
final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final ObjectWriter WRITER = MAPPER.writerWithDefaultPrettyPrinter();

    private Json() {}

    static String of(
            WatchStatus status,
            WatchProcess process,
            List<String> complaints,
            ConditionWords words,
            Map<String, Path> folders,
            long now) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("well", complaints.isEmpty());
        json.set("complaints", MAPPER.valueToTree(complaints));
        json.put("now", now);
        json.put("running", process.running());
        json.put("process", process.id());
        json.setAll((ObjectNode) MAPPER.valueToTree(status));
        for (JsonNode account : json.get("accounts")) {
            for (JsonNode cursor : account.get("cursors")) {
                long headedFor = now
                        + account.get("clockOffset").asLong()
                        - cursor.get("age").asLong();
                ((ObjectNode) cursor)
                        .put(
                                "behind",
                                Math.max(0, headedFor - cursor.get("position").asLong()));
            }
        }
        for (JsonNode account : json.get("accounts")) {
            for (JsonNode rule : account.get("rules")) {
                Path folder = folders.get(rule.get("id").asText());
                if (folder != null) {
                    ((ObjectNode) rule).put("folder", folder.toString());
                }
            }
        }
        for (int i = 0; i < status.conditions().size(); i++) {
            ((ObjectNode) json.get("conditions").get(i))
                    .put("words", words.of(status.conditions().get(i), status));
        }
        return written(json);
    }

    /** Neither well nor not. */
    static String cantTell(String why) {
        ObjectNode json = MAPPER.createObjectNode();
        json.putNull("well");
        json.put("error", why);
        return written(json);
    }

    static String of(List<StoredAlert> alerts) {
        return written(MAPPER.valueToTree(alerts.stream().map(Json::flat).toList()));
    }

    /** One object, not an alert within its envelope. */
    private static ObjectNode flat(StoredAlert stored) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("id", stored.id());
        json.put("state", stored.state());
        json.setAll((ObjectNode) MAPPER.valueToTree(stored.alert()));
        json.put("severity", stored.alert().severity().word());
        json.put("created", stored.created());
        json.put("attempts", stored.attempts());
        json.put("firstFailed", stored.firstFailed());
        json.put("batch", stored.batch());
        json.put("settled", stored.settled());
        json.put("reason", stored.reason());
        return json;
    }

    private static String written(JsonNode json) {
        try {
            return WRITER.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
