package io.haetae.watch;

import com.slack.api.webhook.Payload;
import io.haetae.deliver.SlackText;

/**
 * A line that is told past the store.
 *
 * @param channel its id
 * @param text plain: it is escaped where it leaves
 * @param since when the trouble began that it tells of; epoch milliseconds, UTC
 * @param begins whether it tells the beginning, or else the end
 */
public record StoreLine(String channel, String text, long since, boolean begins) {

    private static final int LONGEST = 40_000;

    /** One that stands alone. */
    public StoreLine(String channel, String text) {
        this(channel, text, 0, true);
    }

    public Payload payload() {
        return Payload.builder()
                .text(SlackText.of(text, LONGEST))
                .unfurlLinks(false)
                .unfurlMedia(false)
                .build();
    }
}
