package io.haetae;

import io.haetae.deliver.WebhookSlackComponent;
import java.time.Duration;

/**
 * How long anybody outside is waited for.
 *
 * @param connect for a connection to an address of the tracer
 * @param answer for a whole answer of the tracer, headers included; a third of it for looking its name up
 * @param post from the first byte of the connection to Slack to the last one of its answer
 */
public record Deadlines(Duration connect, Duration answer, Duration post) {

    public static final Deadlines DEFAULT =
            new Deadlines(Duration.ofSeconds(10), Duration.ofSeconds(30), WebhookSlackComponent.DEADLINE);
}
