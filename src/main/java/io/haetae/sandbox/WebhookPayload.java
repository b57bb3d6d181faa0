package io.haetae.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** What an incoming webhook takes for a payload: JSON as the body, or as the form field {@code payload}. */
final class WebhookPayload {

    private static final String FORM_FIELD = "payload=";
    private static final int LONGEST_TEXT = 40_000;
    private static final int MOST_BLOCKS = 50;
    private static final int MOST_ATTACHMENTS = 100;

    private WebhookPayload() {}

    /** Null if it is no JSON. */
    static JsonNode of(Received request) {
        String type = request.header("Content-Type");
        if (type == null || !type.startsWith("application/x-www-form-urlencoded")) {
            return request.json();
        }
        String form = request.text();
        try {
            return form.startsWith(FORM_FIELD)
                    ? Received.JSON.readTree(
                            URLDecoder.decode(form.substring(FORM_FIELD.length()), StandardCharsets.UTF_8))
                    : null;
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Slack's word for what is wrong with it; null if nothing is. */
    static String problem(JsonNode payload) {
        if (payload == null || !payload.isObject() || !textOrAbsent(payload.get("text"))) {
            return "invalid_payload";
        }
        JsonNode blocks = payload.path("blocks");
        JsonNode attachments = payload.path("attachments");
        if (payload.path("text").asText("").isBlank() && blocks.isEmpty() && attachments.isEmpty()) {
            return "no_text";
        }
        if (!blocks.isMissingNode() && !blocks.isArray() || blocks.size() > MOST_BLOCKS) {
            return "invalid_blocks";
        }
        if (attachments.size() > MOST_ATTACHMENTS) {
            return "too_many_attachments";
        }
        // Characters are code points: a limit in UTF-16 units would refuse what Slack takes.
        String text = payload.path("text").asText("");
        return text.codePointCount(0, text.length()) > LONGEST_TEXT ? "invalid_payload" : null;
    }

    private static boolean textOrAbsent(JsonNode text) {
        return text == null || text.isNull() || text.isTextual();
    }
}
