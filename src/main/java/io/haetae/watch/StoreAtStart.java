package io.haetae.watch;

import io.haetae.config.Settings;
import io.haetae.deliver.DeliverRoute;
import io.haetae.deliver.SlackAnswer;
import io.haetae.deliver.SlackFailure;
import io.haetae.deliver.Verdict;
import io.haetae.deliver.WebhookSlackComponent;
import io.haetae.store.StoreException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each channel that the watch can't start for its store, at most once an hour: a supervisor tries each second. */
public final class StoreAtStart {

    private static final Logger LOG = LoggerFactory.getLogger(StoreAtStart.class);

    private StoreAtStart() {}

    /** Never throws: what failed is more important than that nobody was told. */
    public static void tell(Settings settings, StoreException failure, Clock clock) {
        try {
            tell(settings, failure, clock.millis(), new StoreTold(settings.data()));
        } catch (Exception e) {
            LOG.warn("nobody could be told of it: {}", e.toString());
        }
    }

    private static void tell(Settings settings, StoreException failure, long now, StoreTold file) throws Exception {
        Map<String, StoreTold.Told> told = new TreeMap<>(file.read());
        Map<String, List<String>> channels = StoreWatch.accounts(settings);
        channels.keySet()
                .removeIf(id -> told.containsKey(id)
                        && !StoreTelling.mayBegin(told.get(id).at(), now));
        if (channels.isEmpty()) {
            return;
        }
        StoreTexts texts = new StoreTexts(settings);
        try (CamelContext context = new DefaultCamelContext()) {
            context.addComponent(
                    DeliverRoute.SLACK, new WebhookSlackComponent(settings, WebhookSlackComponent.DEADLINE));
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            channels.forEach((id, accounts) -> {
                StoreLine line = new StoreLine(id, texts.start(accounts, failure, now));
                SlackAnswer answer = post(template, line);
                if (answer.verdict() == Verdict.DELIVERED || answer.verdict() == Verdict.LOST) {
                    StoreTold.Told before = told.get(id);
                    long since = before != null && before.open() ? before.since() : now;
                    told.put(id, new StoreTold.Told(id, since, now, true));
                } else {
                    LOG.warn("the channel could not be told of it: {}", answer.reason());
                }
            });
        } finally {
            file.write(told.values());
        }
    }

    private static SlackAnswer post(ProducerTemplate template, StoreLine line) {
        Exchange exchange = template.send(
                DeliverRoute.SLACK + ":" + line.channel(),
                sent -> sent.getMessage().setBody(line.payload()));
        if (exchange.getException() != null) {
            return exchange.getException() instanceof SlackFailure failure
                    ? failure.answer()
                    : SlackAnswer.unpostable(exchange.getException().getClass().getSimpleName());
        }
        return exchange.getMessage().getBody(SlackAnswer.class);
    }
}
