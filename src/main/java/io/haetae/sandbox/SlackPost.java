package io.haetae.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One post to the webhook.
 *
 * @param payload parsed; null if it is no JSON
 * @param shown whether the channel's people see it, which they do too when the answer is lost
 */
public record SlackPost(Instant at, String raw, JsonNode payload, boolean shown) {

    /** As on the wire, so with {@code &amp;} for {@code &}; empty if there is none. */
    public String text() {
        return payload == null ? "" : payload.path("text").asText("");
    }
}
