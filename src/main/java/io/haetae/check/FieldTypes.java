package io.haetae.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The fields of records and the types that they were ever seen with; no value of any. */
final class FieldTypes {

    private final Set<String> types = new TreeSet<>();
    private final Map<String, FieldTypes> fields = new TreeMap<>();

    static ObjectNode of(Collection<JsonNode> records) {
        FieldNames names = new FieldNames();
        records.forEach(names::saw);
        FieldTypes all = new FieldTypes();
        records.forEach(record -> all.add(record, names));
        return all.json();
    }

    private void add(JsonNode node, FieldNames names) {
        types.add(type(node));
        if (node.isObject()) {
            node.fields()
                    .forEachRemaining(
                            field -> fields.computeIfAbsent(names.shown(field.getKey()), name -> new FieldTypes())
                                    .add(field.getValue(), names));
        } else if (node.isArray()) {
            node.forEach(item ->
                    fields.computeIfAbsent("[]", name -> new FieldTypes()).add(item, names));
        }
    }

    private static String type(JsonNode node) {
        if (node.isTextual()) {
            String text = node.textValue();
            return text.isEmpty()
                    ? "empty string"
                    : text.matches("[0-9]+")
                            ? "string of digits"
                            : text.matches("true|false") ? "string of a boolean" : "string";
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() ? "integer" : "decimal";
        }
        return node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("types");
        types.forEach(list::add);
        if (!fields.isEmpty()) {
            ObjectNode inner = json.putObject("fields");
            fields.forEach((name, field) -> inner.set(name, field.json()));
        }
        return json;
    }
}
