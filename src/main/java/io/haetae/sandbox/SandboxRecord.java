package io.haetae.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A record that the sandbox's tracer holds.
 *
 * @param json its fields by the tracer's own names; not to be changed once added
 * @param eventTime epoch milliseconds: where it stands, whatever {@code json} says
 * @param visibleAt it appears in answers from then on, by the tracer's clock
 */
public record SandboxRecord(ObjectNode json, long eventTime, Instant visibleAt) {

    /** Visible from its event on. */
    public static SandboxRecord of(ObjectNode json, long eventTime) {
        return new SandboxRecord(json, eventTime, Instant.ofEpochMilli(eventTime));
    }

    public SandboxRecord visibleAt(Instant at) {
        return new SandboxRecord(json, eventTime, at);
    }

    /** Null if it has none. */
    public String historyId() {
        return json.hasNonNull("historyId") ? json.get("historyId").asText() : null;
    }
}
