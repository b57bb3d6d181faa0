package io.haetae.watch;

import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.poll.PollEnd;
import io.haetae.poll.PollRoute;
import io.haetae.rule.ActivityProducer;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Where the watch is judged: as a process begins to poll, whenever a poll has ended, and every few seconds. */
public final class WatchRoute extends RouteBuilder {

    public static final String BEGUN = "haetae-poll-begun";
    public static final String ENDED = "haetae-poll-ended";
    public static final String TICK = "haetae-watch";
    /** To be called every few seconds by a clock that can't be set. */
    public static final String WATCH = "direct:haetae-watch";

    private final Judge judge;
    private final List<String> accounts;

    public WatchRoute(Judge judge, Settings settings) {
        this.judge = judge;
        this.accounts = settings.accounts().stream().map(Account::name).toList();
    }

    @Override
    public void configure() {
        // spotless:off
        from(PollRoute.BEGUN).routeId(BEGUN).routeConfigurationId(WatchErrors.ID)
                .description("Judges at an account's first poll in this process how long nobody was polling.")
                .process(exchange -> judge.begins(exchange.getProperty(ActivityProducer.ACCOUNT, String.class)));

        from(PollRoute.ENDED).routeId(ENDED).routeConfigurationId(WatchErrors.ID)
                .description("Judges by how a poll ended what is wrong with the watch itself.")
                .filter(WatchRoute::goesOn)
                    .process(exchange -> judge.ended(exchange.getMessage().getMandatoryBody(PollEnd.class)))
                .end();

        from(WATCH).routeId(TICK).routeConfigurationId(WatchErrors.ID)
                .description("Judges what goes wrong without a poll that ends: polls that hang, Slack, dead letters.")
                .setBody(exchange -> accounts)
                .split(body())
                    .process(exchange -> judge.tick(exchange.getMessage().getBody(String.class)))
                .end();
        // spotless:on
    }

    private static boolean goesOn(Exchange exchange) {
        return !exchange.getContext().isStopping();
    }
}
