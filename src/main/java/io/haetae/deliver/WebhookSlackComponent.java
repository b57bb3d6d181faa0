package io.haetae.deliver;

import io.haetae.config.Channel;
import io.haetae.config.Network;
import io.haetae.config.Secret;
import io.haetae.config.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.Endpoint;
import org.apache.camel.Producer;
import org.apache.camel.component.slack.SlackComponent;
import org.apache.camel.component.slack.SlackEndpoint;

/**
 * camel-slack, but for its webhook producer, which ends the exchange before it has looked at the answer (CAMEL-23627).
 * An endpoint is named by the channel's id; which webhook that is, only the component knows: no URI shows one.
 */
public final class WebhookSlackComponent extends SlackComponent {

    /** From the first byte of the connection to the last one of the answer. */
    public static final Duration DEADLINE = Duration.ofSeconds(7);

    private final Supplier<Map<String, Secret>> webhooks;
    private final Duration deadline;
    private final Network network;

    public WebhookSlackComponent(Settings settings, Duration deadline) {
        this(() -> webhooks(settings), deadline, settings.network());
    }

    /** @param webhooks by the channel's id */
    public WebhookSlackComponent(Map<String, Secret> webhooks, Duration deadline) {
        this(() -> webhooks, deadline, Network.DIRECT);
    }

    private WebhookSlackComponent(Supplier<Map<String, Secret>> webhooks, Duration deadline, Network network) {
        this.network = network;
        this.webhooks = webhooks;
        this.deadline = deadline;
        setAutowiredEnabled(false);
    }

    /** As they are at this moment: a webhook in a file may be replaced. */
    private static Map<String, Secret> webhooks(Settings settings) {
        return settings.channels().stream()
                .map(Channel::now)
                .distinct()
                .collect(Collectors.toMap(Channel::id, Channel::webhook));
    }

    @Override
    protected Endpoint createEndpoint(String uri, String channel, Map<String, Object> parameters) {
        return new SlackEndpoint(uri, channel, this) {
            @Override
            public Producer createProducer() {
                return new WebhookProducer(this, () -> webhooks.get().get(channel), deadline, network);
            }
        };
    }
}
