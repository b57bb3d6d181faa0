package io.haetae.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of the table {@code alert}, there and back. */
final class AlertRow implements RowMapper<StoredAlert> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> FACTS = new TypeReference<>() {};

    @Override
    public StoredAlert map(ResultSet row, StatementContext context) throws SQLException {
        Alert alert = new Alert(
                row.getString("account"),
                row.getString("rule"),
                row.getString("record"),
                row.getInt("ordinal"),
                severity(row.getString("severity")),
                row.getString("text"),
                row.getLong("event_time"),
                facts(row.getString("facts")));
        return new StoredAlert(
                row.getLong("id"),
                alert,
                row.getString("state"),
                row.getLong("created"),
                row.getInt("attempts"),
                longOrNull(row, "first_failed"),
                row.getInt("batch"),
                longOrNull(row, "settled"),
                row.getString("reason"));
    }

    /** @param value a map or a list of strings */
    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new StoreException("it can't be written as JSON", e);
        }
    }

    static Map<String, String> facts(String json) {
        try {
            return JSON.readValue(json, FACTS);
        } catch (JsonProcessingException e) {
            throw new StoreException("an alert's facts are no JSON object", e);
        }
    }

    private static Severity severity(String word) {
        return Severity.of(word).orElseThrow(() -> new StoreException("unknown severity in the store: " + word, null));
    }

    private static Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }
}
