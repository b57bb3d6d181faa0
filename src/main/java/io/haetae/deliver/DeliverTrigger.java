package io.haetae.deliver;

import io.haetae.config.Account;
import io.haetae.config.Settings;
import org.apache.camel.builder.RouteBuilder;

/**
 * Ticks the deliver route for each account in a thread of its own, so that a channel that hangs delays no other account:
 * each second, never two ticks of one account at once, what was missed is dropped.
 */
public final class DeliverTrigger extends RouteBuilder {

    /** Dropping needs a low {@code org.quartz.jobStore.misfireThreshold} too: it is the component's, see its owner. */
    private static final String EACH_SECOND = "?cron=*+*+*+*+*+?&stateful=true&trigger.misfireInstruction=2";

    private final Settings settings;

    public DeliverTrigger(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void configure() {
        for (Account account : settings.accounts()) {
            from("haetae-quartz:" + id(account.name()) + EACH_SECOND)
                    .routeId(id(account.name()))
                    .description("Looks each second for alerts of account " + account.name() + " to send.")
                    .setProperty(DeliverRoute.ACCOUNT, constant(account.name()))
                    .to(DeliverRoute.DELIVER_ENTRY);
        }
    }

    static String id(String account) {
        return "haetae-deliver-trigger-" + account;
    }
}
