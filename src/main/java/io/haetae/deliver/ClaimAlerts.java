package io.haetae.deliver;

import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.store.ChannelState;
import io.haetae.store.Channels;
import io.haetae.store.Outbox;
import io.haetae.store.Store;
import io.haetae.store.StoredAlert;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jdbi.v3.core.Handle;

/**
 * Takes the channel's next alerts, or none: then there is no claim. The claim and the channel's next second are stored
 * before anything is posted, so a crash can neither post twice a second nor forget what was under way.
 */
final class ClaimAlerts implements Processor {

    private final Store store;
    private final Settings settings;
    private final Clock clock;
    private final Posted posted;
    private final UnderWay underWay;
    private final Outbox outbox = new Outbox();
    private final Channels channels;
    private final List<String> all;

    ClaimAlerts(Store store, Settings settings, Clock clock, Posted posted, UnderWay underWay) {
        this.store = store;
        this.posted = posted;
        this.underWay = underWay;
        this.settings = settings;
        this.clock = clock;
        this.channels = new Channels(store);
        this.all = settings.accounts().stream()
                .flatMap(account -> kinds(account, Outbox.KINDS))
                .toList();
    }

    @Override
    public void process(Exchange exchange) {
        exchange.removeProperty(DeliverRoute.CLAIM);
        exchange.removeProperty(DeliverRoute.ANSWER);
        String channel = exchange.getProperty(DeliverRoute.CHANNEL, String.class);
        List<String> kinds = kinds(channel, Set.copyOf(store.read(handle -> outbox.waiting(handle, all))));
        if (kinds.isEmpty()) {
            return;
        }
        Claim claim = store.transaction(tx -> claim(tx, channel, kinds, DeliverRoute.tick(exchange)));
        if (claim != null) {
            exchange.setProperty(DeliverRoute.CLAIM, claim);
            exchange.getMessage().setBody(claim);
        }
    }

    private Claim claim(Handle tx, String channel, List<String> kinds, String tick) {
        ChannelState state = channels.get(tx, channel);
        if (underWay.isIn(channel) || !state.due(clock.millis())) {
            return null; // the tick of another account that shares it was faster
        }
        // a channel in trouble is probed: if it posts and never says so, one line is told again, not twenty
        int most = state.failures() > 0 ? 1 : Outbox.BATCH;
        List<StoredAlert> alerts = unposted(tx, outbox.claim(tx, kinds, most));
        if (alerts.isEmpty()) {
            return null;
        }
        forgive(tx, state, kinds);
        channels.save(tx, state.claimed(clock.millis()));
        Claim claim = new Claim(channel, kinds, alerts);
        underWay.begins(tick, claim);
        return claim;
    }

    /** After a day's stop, or a clock set forward by one, the first failed attempt must not be an alert's last. */
    private void forgive(Handle tx, ChannelState state, List<String> kinds) {
        long now = clock.millis();
        if (state.untried(now) > 0) {
            outbox.untried(tx, kinds, state.untried(now), now);
        }
    }

    /**
     * What goes to that channel; none if nothing of it waits. To know where an account's alerts go is to look at its
     * webhooks' files, each second for each account: so those are asked first for whom something waits, and mostly nobody.
     */
    private List<String> kinds(String channel, Set<String> waiting) {
        Map<String, List<String>> told = new HashMap<>();
        for (Account account : settings.accounts()) {
            if (kinds(account, Outbox.KINDS).anyMatch(waiting::contains)) {
                told.put(account.name(), told(account, channel));
            }
        }
        if (told.values().stream().flatMap(List::stream).noneMatch(waiting::contains)) {
            return List.of();
        }
        return settings.accounts().stream()
                .flatMap(account -> told.computeIfAbsent(account.name(), name -> told(account, channel)).stream())
                .toList();
    }

    private static List<String> told(Account account, String channel) {
        return kinds(account, account.slack().kinds(channel, Outbox.KINDS)).toList();
    }

    private static Stream<String> kinds(Account account, Collection<String> kinds) {
        return kinds.stream().map(kind -> Outbox.kind(account.name(), kind));
    }

    /** What the channel has been told is marked again, if the store has lost its mark, and never posted again. */
    private List<StoredAlert> unposted(Handle tx, List<StoredAlert> claimed) {
        List<StoredAlert> again = posted.of(claimed);
        if (again.isEmpty()) {
            return claimed;
        }
        outbox.sent(tx, again.stream().map(StoredAlert::id).toList(), clock.millis());
        return claimed.stream().filter(alert -> !again.contains(alert)).toList();
    }
}
