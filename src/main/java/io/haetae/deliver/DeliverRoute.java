package io.haetae.deliver;

import io.haetae.config.Settings;
import io.haetae.deliver.SlackPayload.Mentions;
import io.haetae.store.Channels;
import io.haetae.store.Store;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** The lower half of the watch: from the outbox to Slack. */
public final class DeliverRoute extends RouteBuilder {

    public static final String DELIVER = "haetae-deliver";
    public static final String DELIVER_ENTRY = "direct:haetae-deliver";
    public static final String POST = "haetae-post";
    public static final String POST_ENTRY = "direct:haetae-post";

    /**
     * The component that posts: {@link WebhookSlackComponent}, registered under a name of our own. It takes a
     * {@code Payload} and leaves the {@link SlackAnswer} as the body, or throws {@link SlackFailure}.
     */
    public static final String SLACK = "haetae-slack";

    /** Exchange property: the account whose channels are looked at; without one, all are. */
    public static final String ACCOUNT = "haetaeDeliverAccount";

    /** Exchange properties: the channel's id; the {@link Claim} under way; the {@link SlackAnswer} to it. */
    public static final String CHANNEL = "haetaeChannel";

    public static final String CLAIM = "haetaeClaim";
    public static final String ANSWER = "haetaeAnswer";

    private final Channels channels;
    private final Settings settings;
    private final Clock clock;
    private final ClaimAlerts claim;
    private final Settle settle;
    private final SlackPayload payload;

    public DeliverRoute(Store store, Settings settings, Clock clock) {
        this(store, settings, clock, new Random());
    }

    /** As above, with the randomness of the waits given. */
    public DeliverRoute(Store store, Settings settings, Clock clock, RandomGenerator random) {
        this.channels = new Channels(store);
        this.settings = settings;
        this.clock = clock;
        Posted posted = new Posted();
        UnderWay underWay = new UnderWay();
        this.claim = new ClaimAlerts(store, settings, clock, posted, underWay);
        this.settle = new Settle(store, settings, clock, new Backoff(random), posted, underWay);
        this.payload =
                new SlackPayload(settings.watch().language(), settings.zone(), settings.overlap(), mentions(settings));
    }

    private List<String> channelIds(Exchange exchange) {
        return settings.channelIds(exchange.getProperty(ACCOUNT, String.class));
    }

    /** Names the ticks that never overlap. */
    static String tick(Exchange exchange) {
        return exchange.getProperty(ACCOUNT, "", String.class);
    }

    /** By account and severity. */
    private static Mentions mentions(Settings settings) {
        return (account, severity) ->
                settings.account(account).slack().mentions().getOrDefault(severity.word(), "");
    }

    @Override
    public void configure() {
        // spotless:off
        // begun each second by an account's quartz trigger: DeliverTrigger
        from(DELIVER_ENTRY).routeId(DELIVER).routeConfigurationId(DeliveryErrors.ID)
                .description("Sends an account's stored alerts that wait: at most one payload to each channel that is due.")
                .process(settle)
                .id("haetae-settle-left-over")
                .setBody(exchange -> channels.due(channelIds(exchange), clock.millis()))
                .id("haetae-due-channels")
                .split(body())
                .stopOnException()
                .setProperty(CHANNEL, body())
                .process(claim)
                .id("haetae-claim")
                .filter(exchangeProperty(CLAIM).isNotNull())
                .to(POST_ENTRY)
                .process(settle)
                .id("haetae-settle")
                .end()
                .end();

        from(POST_ENTRY).routeId(POST).errorHandler(noErrorHandler()) // what goes wrong here is the caller's to name
                .description("Posts one claim to its channel; whatever is not Slack's ok is thrown.")
                .setBody()
                .body(Claim.class, payload::of)
                .toD(SLACK + ":${exchangeProperty." + CHANNEL + "}")
                .id("haetae-slack")
                .setProperty(ANSWER, body());
        // spotless:on
    }
}
