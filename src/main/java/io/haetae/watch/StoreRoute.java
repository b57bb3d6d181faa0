package io.haetae.watch;

import io.haetae.deliver.DeliverRoute;
import io.haetae.deliver.SlackAnswer;
import io.haetae.deliver.SlackFailure;
import io.haetae.deliver.WebhookSlackComponent;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.ThreadPoolProfileBuilder;

/** Tells of a broken store past the store: it needs no outbox, so it works when nothing else does. */
public final class StoreRoute extends RouteBuilder {

    public static final String WATCH = "haetae-store-watch";
    public static final String WATCH_ENTRY = "direct:haetae-store-watch";

    /** How often it is to be called: a locked store costs a look five seconds, any other almost nothing. */
    public static final Duration EVERY = Duration.ofSeconds(5);

    private static final String LINE = "haetaeStoreLine";
    private static final String CHANNEL = "haetaeStoreChannel";

    /** A post ends by its own deadline; one that dies of an {@code Error} never does. */
    static final Duration AT_MOST = WebhookSlackComponent.DEADLINE.plusSeconds(3);

    private final StoreWatch watch;
    private final Duration atMost;

    public StoreRoute(StoreWatch watch) {
        this(watch, AT_MOST);
    }

    /** @param atMost how long the posts of one look are waited for */
    StoreRoute(StoreWatch watch, Duration atMost) {
        this.watch = watch;
        this.atMost = atMost;
    }

    @Override
    public void configure() {
        // spotless:off
        // begun each few seconds: WatchTrigger
        from(WATCH_ENTRY).routeId(WATCH).errorHandler(noErrorHandler()) // what Slack says is caught here
                .description("Looks whether the store is well, and tells the channels when it is not, and when it is again.")
                .setBody(exchange -> watch.look())
                .split(body()).parallelProcessing().executorService(aThreadEach()).timeout(atMost.toMillis())
                    .setProperty(LINE, body())
                    .setProperty(CHANNEL).body(StoreLine.class, StoreLine::channel)
                    .setBody().body(StoreLine.class, StoreLine::payload)
                    .doTry()
                        .toD(DeliverRoute.SLACK + ":${exchangeProperty." + CHANNEL + "}")
                        .id("haetae-store-slack")
                        .process(this::told)
                    .doCatch(Exception.class)
                        .process(this::untold)
                    .end()
                .end();
        // spotless:on
    }

    /** A channel that hangs delays no other: all have been posted to within one deadline. */
    private ExecutorService aThreadEach() {
        return getCamelContext()
                .getExecutorServiceManager()
                .newThreadPool(
                        this,
                        "haetae-store-lines",
                        new ThreadPoolProfileBuilder("haetae-store-lines")
                                .poolSize(watch.most())
                                .maxPoolSize(watch.most())
                                .allowCoreThreadTimeOut(true) // none is needed while the store is well
                                .build());
    }

    /** After an {@code Error} Camel goes on with the next step: only Slack's answer says that it was told. */
    private void told(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof SlackAnswer) {
            watch.told(line(exchange));
        }
    }

    private void untold(Exchange exchange) {
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        SlackAnswer answer = caught instanceof SlackFailure failure
                ? failure.answer()
                : SlackAnswer.unpostable(caught.getClass().getSimpleName());
        log.warn("the channel was not told of the store: {}", answer.reason());
        watch.untold(line(exchange), answer);
    }

    private static StoreLine line(Exchange exchange) {
        return exchange.getProperty(LINE, StoreLine.class);
    }
}
