package io.haetae.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.config.Text;
import io.haetae.sandbox.SlackPost;
import io.haetae.store.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One alert in a Slack message, as a person reads it there.
 *
 * @param late null if it isn't
 */
record SlackAlert(Severity severity, String text, String late) {

    /** In the order of the message. */
    static List<SlackAlert> in(SlackPost post) {
        List<SlackAlert> alerts = new ArrayList<>();
        for (JsonNode attachment : post.payload().path("attachments")) {
            alerts.add(new SlackAlert(
                    Severity.of(field(attachment, "severity")).orElse(Severity.INFO),
                    shown(attachment.path("fallback").asText()),
                    field(attachment, "late")));
        }
        return alerts;
    }

    /** In whichever language it is. */
    private static String field(JsonNode attachment, String name) {
        Text title = Text.of("deliver.field." + name);
        for (JsonNode field : attachment.path("fields")) {
            String shown = field.path("title").asText();
            if (shown.equals(title.in(Locale.KOREAN)) || shown.equals(title.in(Locale.ENGLISH))) {
                return shown(field.path("value").asText());
            }
        }
        return null;
    }

    /** Slack's three entities; {@code &amp;} last, or {@code &amp;lt;} would become a bracket. */
    private static String shown(String wire) {
        return wire.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    }
}
