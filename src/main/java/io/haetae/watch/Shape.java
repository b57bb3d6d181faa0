package io.haetae.watch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a record looks like, without what it says: its outermost fields' names and JSON types. */
final class Shape {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MOST = 300;

    private Shape() {}

    /** @param raw JSON, possibly cut: then the shape of its beginning */
    static String of(String raw) {
        Map<String, String> fields = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(raw)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                return type(first);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                fields.put(name, type(parser.nextToken()));
                parser.skipChildren();
            }
        } catch (IOException e) {
            return cut(shown(fields) + "…");
        }
        return cut(shown(fields));
    }

    private static String shown(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + " " + field.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String cut(String shape) {
        if (shape.length() <= MOST) {
            return shape;
        }
        int end = Character.isHighSurrogate(shape.charAt(MOST - 2)) ? MOST - 2 : MOST - 1;
        return shape.substring(0, end) + "…";
    }

    private static String type(JsonToken token) {
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "object";
            case START_ARRAY -> "array";
            case VALUE_STRING -> "string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
            case VALUE_TRUE, VALUE_FALSE -> "boolean";
            case VALUE_NULL -> "null";
            default -> "nothing";
        };
    }
}
