package io.haetae.poll;

import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.rule.ActivityProducer;
import io.haetae.rule.Collected;
import io.haetae.store.Accounts;
import io.haetae.store.Cursors;
import io.haetae.store.Holes;
import io.haetae.store.Pages;
import io.haetae.store.RuleStarts;
import io.haetae.tracer.Answer;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.ReadAnswer;
import io.haetae.tracer.SignRequest;
import io.haetae.tracer.TracerFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of the poll route that know the store: each does one thing, the route owns their order. */
public final class PollSteps {

    /** Set while an answer is awaited: only then is an exception the answer's trouble. */
    static final String ASKED = "haetaeAsked";

    private static final String SITTING = "haetaeSitting";
    private static final String STORED = "haetaeStored";
    private static final String WALK = "haetaeWalk";
    private static final Logger LOG = LoggerFactory.getLogger(PollSteps.class);

    private final Settings settings;
    private final Map<String, Plan> plans = new HashMap<>();
    private final Clock clock;
    private final Long since;
    /** As far before the start as {@link #since} lies, which is by a clock that nobody has checked yet; null without. */
    private final Long back;

    private final Set<String> firstStarts = ConcurrentHashMap.newKeySet();
    private final Supplier<Map<String, String>> rules;
    private final Cursors cursors;
    private final RuleStarts starts;
    private final Accounts accounts;
    private final Pages pages;
    private final Holes holes;
    private final Map<String, Walk> walks = new ConcurrentHashMap<>();

    /**
     * @param since where an account's first start begins, epoch milliseconds, UTC; null for now
     * @param rules the rules at work: id to fingerprint
     */
    public PollSteps(
            Settings settings,
            Clock clock,
            Long since,
            Supplier<Map<String, String>> rules,
            Cursors cursors,
            RuleStarts starts,
            Accounts accounts,
            Pages pages,
            Holes holes) {
        this.settings = settings;
        for (Account account : settings.accounts()) {
            plans.put(account.name(), Plan.of(settings, account.name()));
        }
        this.clock = clock;
        this.since = since;
        this.back = since == null ? null : (Long) (clock.millis() - since);
        this.rules = rules;
        this.cursors = cursors;
        this.starts = starts;
        this.accounts = accounts;
        this.pages = pages;
        this.holes = holes;
    }

    void begin(Exchange exchange) {
        String account = account(exchange);
        exchange.setProperty(SITTING, cursors.sitting());
        boolean firstPoll = !walks.containsKey(account);
        Plan plan = plans.get(account);
        Walk walk = walks.computeIfAbsent(account, name -> new Walk(plan, clock, accounts.clockOffset(name)));
        exchange.setProperty(WALK, walk);
        walk.begin();
        boolean firstStart = cursors.begin(account, walk.first(since), plan.ages(), rules.get());
        if (firstStart) {
            firstStarts.add(account);
        } else if (firstPoll && since != null) {
            LOG.info("--since is ignored: account {} has cursors already", account);
        }
        exchange.setProperty(ActivityProducer.STARTS, starts.of(account));
        if (!Wait.holds(accounts.notBefore(account, clock.millis()), clock.millis())) {
            next(walk, account);
        }
    }

    boolean windowIsOpen(Exchange exchange) {
        return walk(exchange).open() && !exchange.getContext().isStopping();
    }

    void nextRequest(Exchange exchange) {
        exchange.removeProperty(ReadAnswer.PROPERTY);
        exchange.setProperty(Collected.PROPERTY, new Collected());
        exchange.getMessage().setBody(walk(exchange).request().json());
        exchange.setProperty(ASKED, true);
    }

    void sign(Exchange exchange) {
        must(exchange.getProperty(ASKED) != null);
        Account account = settings.account(account(exchange));
        exchange.setProperty(
                ReadAnswer.SECRETS,
                SignRequest.sign(exchange.getMessage(), account, walk(exchange).sent()));
    }

    void storeAlerts(Exchange exchange) {
        exchange.removeProperty(ASKED);
        exchange.removeProperty(STORED);
        Answer answer = answer(exchange);
        must(answer != null);
        Walk walk = walk(exchange);
        walk.heard(answer);
        if (answer.page() != null) {
            int told = pages.save(
                    account(exchange),
                    answer.status(),
                    answer.page().items(),
                    answer.page().newestBy(walk.now()),
                    answer.page().unreadable(),
                    exchange.getProperty(Collected.PROPERTY, Collected.class).alerts(),
                    walk.now());
            if (told > 0) {
                LOG.info("account {}: new alerts: {}", account(exchange), told);
            }
        }
        exchange.setProperty(STORED, true);
    }

    void moveCursor(Exchange exchange) {
        must(exchange.removeProperty(STORED) != null);
        String account = account(exchange);
        Walk walk = walk(exchange);
        Answer answer = answer(exchange);
        if (answer.date() != null && !walk.everComplete() && beginsAnew(account, answer.date(), walk)) {
            // this poll's sweeps go by them
            exchange.setProperty(ActivityProducer.STARTS, starts.of(account));
        }
        switch (walk.took(answer)) {
            case NEXT_PAGE -> LOG.debug("account {}: next page", account);
            case FAILED -> {
                walk.end();
                fail(walk.ended(account), answer.retryAfter());
            }
            case WINDOW_READ -> {
                cursors.within(
                        exchange.getProperty(SITTING, Integer.class),
                        () -> cursors.move(account, walk.progress(cursors.of(account))));
                walk.saved();
                next(walk, account);
            }
        }
    }

    private boolean beginsAnew(String account, long date, Walk walk) {
        Long from = back == null ? null : (Long) (date - back);
        long begin = walk.first(from);
        // --since by a clock that is ahead by less than that lies in the past, and is too late all the same
        boolean asked = from != null && firstStarts.contains(account);
        boolean ahead = cursors.notAhead(account, asked ? from : date, begin);
        if (ahead) {
            LOG.info(
                    "account {}: the first start was by a clock that is ahead: records from {} on",
                    account,
                    Instant.ofEpochMilli(begin).atZone(settings.zone()).toOffsetDateTime());
        }
        return ahead;
    }

    private void next(Walk walk, String account) {
        if (walk.gone() != null) {
            cursors.forget(account, walk.gone());
        }
        walk.next(cursors.of(account), holes.of(account), PagingNames.of(accounts.paging(account)));
    }

    /** The body says how the poll ended. */
    void ended(Exchange exchange) {
        exchange.getMessage().setBody(walk(exchange).ended(account(exchange)));
    }

    private void fail(PollEnd end, Long retryAfter) {
        String account = end.account();
        TracerFailure failure = end.failure();
        if (failure.family() == TracerFailure.Family.STOPPED) {
            return;
        }
        long wait = Wait.after(failure.family(), retryAfter, accounts.lastFailure(account), end.heard());
        long now = clock.millis();
        accounts.failed(
                account,
                failure.family().name(),
                failure.status(),
                failure.toString(),
                wait == 0 ? 0 : now + wait,
                now);
        LOG.warn("account {}: the poll failed: {}", account, failure);
    }

    /** After a step that died of an {@code Error} Camel goes on with the next one: each checks what it stands on. */
    private static void must(boolean before) {
        if (!before) {
            throw new IllegalStateException("the step before died: nothing of this page counts as read");
        }
    }

    private static String account(Exchange exchange) {
        return exchange.getProperty(ActivityProducer.ACCOUNT, String.class);
    }

    private static Walk walk(Exchange exchange) {
        return exchange.getProperty(WALK, Walk.class);
    }

    private static Answer answer(Exchange exchange) {
        return exchange.getProperty(ReadAnswer.PROPERTY, Answer.class);
    }
}
