package io.haetae.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.Secret;
import io.haetae.store.Severity;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The webhook is replaced after its channel's alerts were claimed. */
class WebhookReplacedTest extends DeliveryFixture {

    private final Map<String, Secret> webhooks = new HashMap<>();

    @Override
    Map<String, Secret> webhooks() {
        webhooks.putAll(super.webhooks());
        return webhooks;
    }

    @Test
    void nothingIsPostedElsewhereAndItWaitsForTheNextTick() {
        add(alert("r1", Severity.HIGH, "text", Map.of()));
        webhooks.clear();
        tick();
        assertThat(slack.payloads).isEmpty();
        assertThat(counts()).containsEntry("waiting", 1L);
        assertThat(state().reason()).contains("no webhook is configured for this channel any more");
        webhooks();
        ticks(60);
        assertThat(counts()).containsEntry("sent", 1L);
    }
}
