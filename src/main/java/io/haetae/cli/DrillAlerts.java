package io.haetae.cli;

import io.haetae.activity.Activity;
import io.haetae.check.DrillRecord;
import io.haetae.check.Politeness;
import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.config.Text;
import io.haetae.deliver.DeliverRoute;
import io.haetae.rule.ActivityComponent;
import io.haetae.rule.ActivityProducer;
import io.haetae.rule.Collected;
import io.haetae.store.Alert;
import io.haetae.store.AlertQueries;
import io.haetae.store.ChannelState;
import io.haetae.store.Channels;
import io.haetae.store.Outbox;
import io.haetae.store.Store;
import io.haetae.store.StoredAlert;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** A drill's alerts on their way from the rules to Slack. */
final class DrillAlerts {

    private static final long PATIENCE = 60_000;
    private static final long EACH = 1_000;

    private final ProducerTemplate template;
    private final Store store;
    private final Settings settings;
    private final Clock clock;
    private String account;
    private String record;
    private int raised;

    /** @param template of a context that has the watch's routes */
    DrillAlerts(ProducerTemplate template, Store store, Settings settings, Clock clock) {
        this.template = template;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Gives the record to the rules and stores what they say, unless the rule that is drilled says nothing: then false.
     *
     * @param rules the ids of all
     */
    boolean raise(DrillRecord.Kind kind, Account told, Set<String> rules) {
        account = told.name();
        Activity activity = DrillRecord.of(kind, clock.millis(), settings.zone());
        record = activity.id();
        Collected collected = new Collected();
        Exchange heard = template.send(ActivityComponent.ROUTER, exchange -> {
            exchange.setProperty(ActivityProducer.ACCOUNT, account);
            exchange.setProperty(
                    ActivityProducer.STARTS, rules.stream().collect(Collectors.toMap(rule -> rule, rule -> 0L)));
            exchange.setProperty(Collected.PROPERTY, collected);
            exchange.getMessage().setBody(activity);
        });
        boolean spoke =
                collected.alerts().stream().anyMatch(alert -> alert.rule().equals(kind.word()));
        if (heard.getException() != null || !spoke) {
            return false;
        }
        List<Alert> marked = collected.alerts().stream().map(this::marked).toList();
        store.write(tx -> new Outbox().add(tx, marked, clock.millis()));
        raised = marked.size();
        return true;
    }

    private Alert marked(Alert alert) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("drill", Text.of("cli.drill.fact").in(settings.watch().language()));
        facts.putAll(alert.facts());
        return new Alert(
                alert.account(),
                alert.rule(),
                alert.record(),
                alert.ordinal(),
                alert.severity(),
                Text.of("cli.drill.mark", alert.text()).in(settings.watch().language()),
                alert.eventTime(),
                facts);
    }

    /**
     * Waits until all are sent or one is dead, for a minute at most.
     *
     * @param here whether they are delivered here, by the real route
     * @return those that are not sent; see also {@link #areGone}
     */
    List<StoredAlert> deliver(boolean here, Politeness.Pause pause) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE);
        for (long waited = 0; waited < PATIENCE && System.nanoTime() < end; waited += EACH) {
            if (here) {
                template.send(DeliverRoute.DELIVER_ENTRY, tick -> {});
            }
            List<StoredAlert> unsent = unsent();
            if (unsent.isEmpty()
                    || unsent.stream().anyMatch(alert -> alert.state().equals("dead"))) {
                return unsent;
            }
            pause.millis(EACH);
        }
        return unsent();
    }

    private List<StoredAlert> unsent() {
        return stored().stream().filter(one -> !one.state().equals("sent")).toList();
    }

    private List<StoredAlert> stored() {
        return new AlertQueries(store).of(account, record);
    }

    /** Whether somebody has taken them out of the store meanwhile: nobody knows then whether they were sent. */
    boolean areGone() {
        return stored().size() < raised;
    }

    /** Why a channel takes nothing. */
    Optional<String> trouble() {
        return new Channels(store)
                .all().stream()
                        .map(ChannelState::reason)
                        .filter(Objects::nonNull)
                        .findFirst();
    }
}
