package io.haetae.activity;

import com.fasterxml.jackson.databind.JsonNode;

/** A record's {@code eventTime}: epoch milliseconds, UTC, as a whole number or as the same number in a string. */
public final class EventTime {

    private EventTime() {}

    /** Throws {@code IllegalArgumentException} if the item is no object or its time is no whole number. */
    public static long of(JsonNode record) {
        if (record == null || !record.isObject()) {
            throw new IllegalArgumentException("the item is no object");
        }
        JsonNode time = record.get("eventTime");
        if (time == null || time.isNull()) {
            throw new IllegalArgumentException("the record has no eventTime");
        }
        if (time.canConvertToExactIntegral() && time.canConvertToLong()) {
            return time.longValue();
        }
        if (time.isTextual() && time.textValue().trim().matches("[0-9]{1,15}")) {
            return Long.parseLong(time.textValue().trim());
        }
        throw new IllegalArgumentException("eventTime is no number of milliseconds");
    }
}
