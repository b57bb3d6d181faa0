package io.haetae.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What makes a record itself: its {@code historyId}, or, without one, the SHA-256 of some of its fields as canonical
 * JSON (keys sorted, nulls left out). The list of fields is closed on purpose: a field that the vendor adds must not
 * make an old record look new.
 */
public final class RecordId {

    private static final List<String> FIELDS = List.of(
            "eventTime",
            "productName",
            "resourceType",
            "resourceId",
            "resourceName",
            "actionDisplayName",
            "actionResultType",
            "actionSubAccountNo",
            "sourceIp",
            "productData");

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private RecordId() {}

    public static String of(JsonNode record) {
        JsonNode historyId = record.get("historyId");
        if (historyId != null
                && historyId.isValueNode()
                && !historyId.isNull()
                && !historyId.asText().isBlank()) {
            return historyId.asText();
        }
        Map<String, Object> content = new TreeMap<>();
        for (String field : FIELDS) {
            JsonNode value = record.get(field);
            if (value != null && !value.isNull()) {
                content.put(field, field.equals("eventTime") ? (Object) EventTime.of(record) : canonical(value));
            }
        }
        try {
            return sha256(CANONICAL.writeValueAsBytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** 64 hex digits. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Object canonical(JsonNode node) {
        if (node.isObject()) {
            Map<String, Object> sorted = new TreeMap<>();
            node.fields().forEachRemaining(field -> {
                if (!field.getValue().isNull()) {
                    sorted.put(field.getKey(), canonical(field.getValue()));
                }
            });
            return sorted;
        }
        if (node.isArray()) {
            return java.util.stream.StreamSupport.stream(node.spliterator(), false)
                    .map(RecordId::canonical)
                    .toList();
        }
        return node;
    }
}
