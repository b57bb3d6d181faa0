package io.haetae.watch;

import io.haetae.config.Settings;
import io.haetae.deliver.DeliverRoute;
import io.haetae.deliver.SlackAnswer;
import io.haetae.deliver.SlackFailure;
import io.haetae.deliver.Verdict;
import io.haetae.deliver.WebhookSlackComponent;
import io.haetae.store.Fault;
import io.haetae.store.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells each channel that the watch can't start for its store, at most once an hour: a supervisor tries each second. */
public final class StoreAtStart {

    private static final Logger LOG = LoggerFactory.getLogger(StoreAtStart.class);

    /** Also if we hang ourselves: whoever hangs while Java loads a library for it keeps everybody from loading one. */
    private static final Duration IN_ALL = StoreRoute.AT_MOST.plusSeconds(5);

    private StoreAtStart() {}

    /** Never throws, and ends in time: what failed is more important than that nobody was told. */
    public static void tell(Settings settings, StoreException failure, Clock clock) {
        FutureTask<Void> telling = new FutureTask<>(() -> {
            StoreTold file = failure.fault() == Fault.HANGS
                    ? StoreTold.apart(settings.data(), StoreTold.temporary())
                    : new StoreTold(settings.data());
            tell(settings, failure, clock.millis(), file);
            return null;
        });
        start(telling);
        try {
            telling.get(IN_ALL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            LOG.warn("nobody could be told of it: {}", e.toString());
        }
    }

    static void tell(Settings settings, StoreException failure, long now, StoreTold file) throws Exception {
        Map<String, List<String>> channels = StoreWatch.accounts(settings);
        StartStamps stamps = new StartStamps(file, now);
        channels.keySet().removeIf(id -> !stamps.mayBegin(id));
        if (channels.isEmpty()) {
            return;
        }
        stamps.tries(channels.keySet());
        StoreTexts texts = new StoreTexts(settings);
        try (CamelContext context = new DefaultCamelContext()) {
            context.addComponent(
                    DeliverRoute.SLACK, new WebhookSlackComponent(settings, WebhookSlackComponent.DEADLINE));
            context.start();
            ProducerTemplate template = context.createProducerTemplate();
            CompletableFuture<?>[] posts = channels.entrySet().stream()
                    .map(channel -> new StoreLine(channel.getKey(), texts.start(channel.getValue(), failure, now)))
                    .map(line -> CompletableFuture.runAsync(
                            () -> answered(stamps, line, post(template, line)), StoreAtStart::start))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(posts).get(StoreRoute.AT_MOST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.warn("not every channel has answered in time");
        }
    }

    /** A thread each: one that hangs delays no other, and keeps no process from its end. */
    private static void start(Runnable work) {
        Thread thread = new Thread(work, "haetae-store-at-start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void answered(StartStamps stamps, StoreLine line, SlackAnswer answer) {
        if (answer.verdict() == Verdict.DELIVERED || answer.verdict() == Verdict.LOST) {
            stamps.told(line.channel());
        } else {
            stamps.untold(line.channel());
            LOG.warn("the channel could not be told of it: {}", answer.reason());
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
