package io.haetae.poll;

import io.haetae.config.Settings;
import java.text.ParseException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.quartz.CronExpression;

/**
 * When and how far an account is read.
 *
 * @param ages of the sweeps, youngest first
 */
record Plan(CronExpression cron, Duration overlap, Duration sweepEvery, List<Duration> ages) {

    /** The longest window. */
    static final Duration WINDOW = Duration.ofHours(1);
    /** For a clock that is off, where nobody can tell. */
    static final Duration DOUBT = Duration.ofMinutes(5);

    /** @param account whose cron may be its own */
    static Plan of(Settings settings, String account) {
        try {
            return new Plan(
                    new CronExpression(settings.pollCron(settings.account(account))),
                    settings.overlap(),
                    settings.sweepEvery(),
                    settings.sweepAges());
        } catch (ParseException e) {
            throw new IllegalArgumentException("haetae.poll-cron: " + e.getMessage(), e);
        }
    }

    /** Whether the cron's next time after the last head began has come; a beginning that lies ahead is a clock that jumped. */
    boolean headDue(Long began, long now) {
        if (began == null || began > now) {
            return true;
        }
        Date next = cron.getNextValidTimeAfter(new Date(began));
        return next != null && next.getTime() <= now;
    }

    /** Where the head begins to read. */
    long headFrom(long cursor, long now) {
        long reach = now - ages.get(0).toMillis() - DOUBT.toMillis();
        return Math.max(Math.min(cursor, now) - overlap.toMillis(), reach);
    }

    boolean sweepDue(Duration age, long cursor, long now) {
        return now - age.toMillis() - cursor >= sweepEvery.toMillis();
    }
}
