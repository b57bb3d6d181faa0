package io.haetae.poll;

import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.rule.ActivityProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.quartz.JobKey;
import org.quartz.TriggerKey;

/** What an account adds of its own: a quartz trigger, fired once at the start and then by its cron. */
public final class PollTrigger extends RouteBuilder {

    /** A name of our own, so that a host's {@code quartz} stays as it is. */
    public static final String QUARTZ = "haetae-quartz";

    private final Settings settings;

    public PollTrigger(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void configure() {
        settings.accounts()
                .forEach(account -> from(uri(account))
                        .routeId(id(account.name()))
                        .description("Begins a poll of account " + account.name() + " whenever its cron says so.")
                        .setProperty(ActivityProducer.ACCOUNT, constant(account.name()))
                        .to("direct:" + PollRoute.POLL));
    }

    /** By firing the trigger itself, not beside it: so a first poll never overlaps the next. */
    public void fireAtStart(CamelContext context) throws Exception {
        for (var account : settings.accounts()) {
            QuartzEndpoint endpoint =
                    (QuartzEndpoint) context.getRoute(id(account.name())).getEndpoint();
            TriggerKey key = endpoint.getTriggerKey();
            endpoint.getComponent().getScheduler().triggerJob(new JobKey(key.getName(), key.getGroup()));
        }
    }

    private String uri(Account account) {
        // an account's polls never overlap; missed firings are dropped
        return QUARTZ + ":" + id(account.name()) + "?stateful=true&trigger.misfireInstruction=2&cron="
                + settings.pollCron(account).trim().replaceAll("\\s+", "+");
    }

    private static String id(String account) {
        return "haetae-poll-trigger-" + account;
    }
}
