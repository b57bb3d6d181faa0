package io.haetae.deliver;

import io.haetae.config.Settings;
import io.haetae.store.ChannelState;
import io.haetae.store.Channels;
import io.haetae.store.Outbox;
import io.haetae.store.Store;
import io.haetae.store.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores what became of a claim. What could not be stored is kept and comes first at the same account's next tick, before
 * anything is claimed: after Slack's ok only the mark is tried again, never the post. Until then nobody claims in its
 * channel. An account's ticks must not overlap.
 */
final class Settle implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(Settle.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ssxxx");

    private final Store store;
    private final Settings settings;
    private final Clock clock;
    private final Backoff backoff;
    private final Posted posted;
    private final Outbox outbox = new Outbox();
    private final Channels channels;
    private final UnderWay underWay;
    /** Each is tried by its own account's ticks alone. */
    private final List<Outcome> leftOver = new CopyOnWriteArrayList<>();

    private record Outcome(String tick, Claim claim, SlackAnswer answer, long at) {}

    Settle(Store store, Settings settings, Clock clock, Backoff backoff, Posted posted, UnderWay underWay) {
        this.store = store;
        this.settings = settings;
        this.posted = posted;
        this.underWay = underWay;
        this.clock = clock;
        this.backoff = backoff;
        this.channels = new Channels(store);
    }

    @Override
    public void process(Exchange exchange) {
        Claim claim = (Claim) exchange.removeProperty(DeliverRoute.CLAIM);
        Object answer = exchange.removeProperty(DeliverRoute.ANSWER);
        String tick = DeliverRoute.tick(exchange);
        if (claim == null) {
            leftOver.stream().filter(outcome -> outcome.tick.equals(tick)).forEach(this::settleAgain);
            underWay.tickBegins(tick);
            recover(exchange.getProperty(DeliverRoute.ACCOUNT, String.class));
        } else {
            settle(new Outcome(tick, claim, answer(answer), clock.millis()));
        }
    }

    private void settle(Outcome outcome) {
        if (outcome.answer.verdict() == Verdict.DELIVERED) {
            posted.add(outcome.claim.alerts());
        }
        if (underWay.is(outcome.claim)) { // else its alerts wait again, or somebody else sends them
            leftOver.add(outcome);
            store(outcome);
        }
    }

    /**
     * Only what Slack was seen to say is an answer: after an {@code Error}, Camel goes on with the next step as if
     * nothing had happened (DelegateSyncProcessor calls back in a finally).
     */
    private static SlackAnswer answer(Object answer) {
        return answer instanceof SlackAnswer given ? given : SlackAnswer.lost("none was given");
    }

    /** One that no attempt can store must not stop all channels: its claim is then left behind, and waits again. */
    private void settleAgain(Outcome outcome) {
        try {
            store(outcome);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            leftOver.remove(outcome);
            LOG.error("What became of a claim of channel {} can't be stored", outcome.claim.channel(), e);
        }
    }

    private void store(Outcome outcome) {
        ChannelState state = store.transaction(tx -> {
            ChannelState before = channels.get(tx, outcome.claim.channel());
            forgive(tx, before, outcome);
            if (mark(tx, outcome) == 0) {
                return before; // a commit that seemed to fail had gone through
            }
            ChannelState after = backoff.next(before, outcome.answer, outcome.at);
            channels.save(tx, after);
            return after;
        });
        leftOver.remove(outcome);
        underWay.ends(outcome.claim);
        tell(outcome, state);
    }

    /**
     * A post takes seconds: if more has passed, the machine was frozen meanwhile or the clock set forward. The next claim
     * would not see that time, as the hold that this outcome brings comes after it; without a new hold it does.
     */
    private void forgive(Handle tx, ChannelState before, Outcome outcome) {
        long untried = before.untried(outcome.at);
        Verdict verdict = outcome.answer.verdict();
        if (untried > 0 && (verdict.isFailedAttempt() || verdict == Verdict.THROTTLED)) {
            outbox.untried(tx, outcome.claim.kinds(), untried, outcome.at);
        }
    }

    private int mark(Handle tx, Outcome outcome) {
        List<Long> ids = outcome.claim.ids();
        String reason = outcome.answer.reason();
        return switch (outcome.answer.verdict()) {
            case DELIVERED -> outbox.sent(tx, ids, outcome.at);
            case THROTTLED -> outbox.waitAgain(tx, ids);
            case PAYLOAD_REFUSED -> outbox.smaller(tx, ids, outcome.at, reason);
            case SERVER, UNSENT, CHANNEL_REFUSED, ODD, LOST ->
                outbox.failed(tx, ids, outcome.at, settings.giveUp(), reason);
        };
    }

    /** With nobody sending, what is {@code sending} was left behind by a crash, or by a claim that failed halfway. */
    private void recover(String account) {
        if (!store.read(handle -> outbox.isLeftBehind(handle, account, underWay.ids()))) {
            return;
        }
        int recovered = store.transaction(tx -> outbox.recover(tx, account, underWay.ids()));
        if (recovered > 0) {
            LOG.warn("left under way by a crash or a failing store, and waiting again: {}", alerts(recovered));
        }
    }

    private static String alerts(int count) {
        return count + (count == 1 ? " alert" : " alerts");
    }

    private void tell(Outcome outcome, ChannelState state) {
        int count = outcome.claim.alerts().size();
        if (outcome.answer.verdict() == Verdict.DELIVERED) {
            LOG.info("Sent {} to channel {}", alerts(count), state.id());
            return;
        }
        LOG.warn(
                "Channel {} did not take {} ({}): {}; the next attempt not before {}",
                state.id(),
                alerts(count),
                outcome.answer.verdict(),
                outcome.answer.reason(),
                TIME.format(Instant.ofEpochMilli(Math.max(state.next(), state.holdUntil()))
                        .atZone(settings.zone())));
    }
}
