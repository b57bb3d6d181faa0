package io.haetae.activity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One record of the tracer, immutable: what a rule sees as its body. A field that is null or missing is null; values of
 * {@code productData} are text, as the tracer itself mixes {@code true} and {@code "true"}.
 */
public final class Activity {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final JsonNode record;
    private final long eventTime;
    private final ZoneId zone;
    private final Map<String, Object> data;
    private String id;

    private Activity(JsonNode record, long eventTime, ZoneId zone) {
        this.record = record;
        this.eventTime = eventTime;
        this.zone = zone;
        this.data = dataOf(record.get("productData"));
    }

    /**
     * @param record one item of the tracer's answer
     * @param zone what {@link #getTime()} is told in
     * @throws IllegalArgumentException if the item is no object or has no usable {@code eventTime}
     */
    public static Activity of(JsonNode record, ZoneId zone) {
        return new Activity(record, EventTime.of(record), zone);
    }

    /** The record's identity, see {@link RecordId}. */
    public String id() {
        if (id == null) {
            id = RecordId.of(record);
        }
        return id;
    }

    /** Epoch milliseconds, UTC. */
    public long getEventTime() {
        return eventTime;
    }

    /** The event's time in the configured zone, as {@code 2024-06-01 09:00:00}. */
    public String getTime() {
        return TIME.format(Instant.ofEpochMilli(eventTime).atZone(zone));
    }

    public String getHistoryId() {
        return field("historyId");
    }

    public String getNrn() {
        return field("nrn");
    }

    public String getPlatformType() {
        return field("platformType");
    }

    public String getProductName() {
        return field("productName");
    }

    public String getProductDisplayName() {
        return field("productDisplayName");
    }

    public String getRegionCode() {
        return field("regionCode");
    }

    /** The vendor spells it {@code regionDispalyName}. */
    public String getRegionDisplayName() {
        String misspelt = field("regionDispalyName");
        return misspelt != null ? misspelt : field("regionDisplayName");
    }

    public String getResourceType() {
        return field("resourceType");
    }

    public String getResourceId() {
        return field("resourceId");
    }

    public String getResourceName() {
        return field("resourceName");
    }

    public String getActionDisplayName() {
        return field("actionDisplayName");
    }

    public String getActionResultType() {
        return field("actionResultType");
    }

    public String getActionUserType() {
        return field("actionUserType");
    }

    public String getActionSubAccountNo() {
        return field("actionSubAccountNo");
    }

    public String getSourceType() {
        return field("sourceType");
    }

    public String getSourceIp() {
        return field("sourceIp");
    }

    /**
     * {@code productData} by key, be it an object or a list of pairs; empty if it is neither. Written
     * {@code ${body.data[key]}} in a rule: Camel finds this method by the body that it hands over, as a getter beside
     * {@link #data(String)} would be ambiguous to it.
     */
    public Map<String, Object> data(Activity activity) {
        return activity.data;
    }

    /** The value of a key of {@code productData}, brackets and dots in it and all; null if there is none. */
    public Object data(String key) {
        return data.get(key);
    }

    /** Whether {@code productData} has the key, even with null as its value. */
    public boolean has(String key) {
        return data.containsKey(key);
    }

    /** For texts: a field's value, or with {@code data.} before it a key's of {@code productData}; else {@code N/A}. */
    public String show(String name) {
        Object value = name.startsWith("data.") ? data.get(name.substring("data.".length())) : field(name);
        return value == null || value.toString().isEmpty() ? "N/A" : value.toString();
    }

    /** A field of the record as text, by the tracer's own name; null if it is null, missing or no scalar. */
    public String field(String name) {
        JsonNode value = record.get(name);
        return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
    }

    @Override
    public String toString() {
        return "Activity[" + id() + " " + getTime() + "]";
    }

    private static Map<String, Object> dataOf(JsonNode node) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (node != null && node.isObject()) {
            node.fields().forEachRemaining(field -> data.put(field.getKey(), plain(field.getValue())));
        } else if (node != null && node.isArray()) {
            node.forEach(pair -> {
                JsonNode key = pair.hasNonNull("key") ? pair.get("key") : pair.get("name");
                if (key != null && key.isValueNode() && !key.isNull()) {
                    data.put(key.asText(), plain(pair.has("value") ? pair.get("value") : pair.get("productValue")));
                }
            });
        }
        return Collections.unmodifiableMap(data);
    }

    private static Object plain(JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        if (node.isObject()) {
            return dataOf(node);
        }
        if (node.isArray()) {
            List<Object> values = new ArrayList<>();
            node.forEach(value -> values.add(plain(value)));
            return Collections.unmodifiableList(values);
        }
        return node.asText();
    }
}
