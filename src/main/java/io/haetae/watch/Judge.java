package io.haetae.watch;

import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.poll.PollEnd;
import io.haetae.store.Store;
import io.haetae.store.Vitals;
import io.haetae.tracer.TracerFailure.Family;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;

/**
 * Decides what is wrong with the watch itself and when it is well again, from what is stored: so a restart neither
 * repeats nor forgets. Each judgement of an account is one transaction. Safe for many threads.
 */
public final class Judge {

    private final Settings settings;
    private final Store store;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Lines lines;
    private final Moment started;
    private final Map<String, Sight> sights = new ConcurrentHashMap<>();

    private final Blindness blindness;
    private final Access access = new Access();
    private final Backlog backlog;
    private final Stretches stretches = new Stretches();
    private final Strange strange = new Strange();
    private final Delivery delivery;

    /** A time of a clock that may be set, epoch milliseconds, and the same by the one that can't be. */
    private record Moment(long time, long nanos) {

        long millisTo(long now) {
            return (now - nanos) / 1_000_000;
        }
    }

    /** What this process has seen of an account. */
    private static final class Sight {
        private boolean begun;
        /** Whether it was this process's start that is stored as {@code begun}. */
        private boolean firstStart;

        /** By the clock that can't be set. */
        private Long ended;
        /** The tracer's time when an answer told it last; null until one did. */
        private Moment told;
        /** How far the poll route takes the tracer's clock to be ahead, milliseconds; null until an answer told. */
        private Long offset;
    }

    /** @param nanos a clock that can't be set, as {@link System#nanoTime} */
    public Judge(Settings settings, Store store, Clock clock, LongSupplier nanos) {
        this.settings = settings;
        this.store = store;
        this.clock = clock;
        this.nanos = nanos;
        this.lines = new Lines(settings.watch().language(), settings.zone());
        this.started = new Moment(clock.millis(), nanos.getAsLong());
        this.blindness = new Blindness(settings);
        this.backlog = new Backlog(settings);
        this.delivery = new Delivery(settings, store, nanos);
    }

    /** A poll begins; how it was before is judged at an account's first one in this process. */
    public void begins(String account) {
        Sight sight = sight(account);
        Account now = settings.account(account);
        synchronized (sight) {
            if (!sight.begun) {
                store.write(tx -> Vitals.of(tx, account)
                        .ifPresent(vitals -> sight.firstStart = blindness.atStart(judgement(tx, now, vitals))));
                sight.begun = true;
            }
        }
    }

    /** A poll has ended. One that ended because the process stops says nothing. */
    public void ended(PollEnd end) {
        if (end.failure() != null && end.failure().family() == Family.STOPPED) {
            return;
        }
        Sight sight = sight(end.account());
        // only what the poll itself has read: it waits for no webhook's file
        Account now = settings.account(end.account()).keyNow();
        synchronized (sight) {
            if (end.skew() != null) {
                sight.told = new Moment(end.now(), nanos.getAsLong()); // not by our clock: it may have been set since
            }
            store.write(tx -> Vitals.of(tx, end.account()).ifPresent(vitals -> {
                Judgement judgement = judgement(tx, now, learnClock(tx, sight, vitals, end));
                blindness.judge(judgement);
                access.judge(judgement, end);
                backlog.judge(judgement, end);
                stretches.judge(judgement);
                strange.judge(judgement);
            }));
            sight.ended = nanos.getAsLong();
            sight.offset = end.skew() == null ? sight.offset : end.skew();
        }
    }

    /** Some seconds have passed: what can go wrong without a poll that ends. */
    public void tick(String account) {
        Sight sight = sight(account);
        Account now = settings.account(account).slackNow();
        Delivery.Reach reach = delivery.reach(account);
        synchronized (sight) {
            long since = sight.ended == null ? started.nanos : sight.ended;
            boolean overdue =
                    nanos.getAsLong() - since >= settings.watch().blindAfter().toNanos();
            store.write(tx -> Vitals.of(tx, account).ifPresent(vitals -> {
                Judgement judgement = judgement(tx, now, vitals);
                if (overdue) {
                    blindness.judge(judgement);
                }
                delivery.judge(judgement, reach);
            }));
        }
    }

    /** How far the tracer's clock is ahead is stored, so that a restart and {@code status} know it too. */
    private Vitals learnClock(Handle tx, Sight sight, Vitals vitals, PollEnd end) {
        Long offset = end.skew();
        if (offset == null || offset == vitals.clockOffset()) {
            return vitals;
        }
        Vitals.clockOffset(tx, end.account(), offset);
        if (sight.firstStart && sight.offset == null && vitals.begun() != null) {
            // this process wrote it before it knew better
            long assumed = started.time + vitals.clockOffset() + started.millisTo(nanos.getAsLong());
            Vitals.begun(tx, end.account(), vitals.begun() + clock.millis() + offset - assumed);
        }
        return Vitals.of(tx, end.account()).orElseThrow();
    }

    private Judgement judgement(Handle tx, Account account, Vitals vitals) {
        return new Judgement(tx, account, settings, lines, vitals, clock.millis(), now(account.name(), vitals));
    }

    /**
     * The tracer's time. What passes is measured by the clock that can't be set: if ours is set while no answer comes,
     * nothing has become late by it.
     */
    private long now(String account, Vitals vitals) {
        Moment told = sight(account).told;
        Moment known = told != null ? told : new Moment(started.time + vitals.clockOffset(), started.nanos);
        return known.time + known.millisTo(nanos.getAsLong());
    }

    private Sight sight(String account) {
        return sights.computeIfAbsent(account, name -> new Sight());
    }
}
