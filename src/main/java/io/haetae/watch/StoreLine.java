package io.haetae.watch;

import com.slack.api.webhook.Payload;
import io.haetae.deliver.SlackText;

/**
 * A line that is told past the store.
 *
 * @param channel its id
 * @param text plain: it is escaped where it leaves
 */
public record StoreLine(String channel, String text) {

    private static final int LONGEST = 40_000;

    public Payload payload() {
        return Payload.builder()
                .text(SlackText.of(text, LONGEST))
                .unfurlLinks(false)
                .unfurlMedia(false)
                .build();
    }
}
