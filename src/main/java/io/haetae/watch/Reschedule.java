package io.haetae.watch;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.quartz.CronTrigger;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quartz fires by the wall clock: after a step back it stands still until the old time has come again. A trigger whose
 * next time lies further ahead than its cron's next time after now is scheduled anew, which also wakes quartz's thread.
 * Nothing is remembered, and no step detected: so it also holds for steps while the process was frozen. A step forward
 * needs nothing: what was missed is dropped, and the next regular time comes.
 */
final class Reschedule {

    /** Quartz fires up to some milliseconds early; then its next time is not yet the cron's next one after now. */
    private static final long TOLERANCE = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Reschedule.class);

    private Reschedule() {}

    /** Looks at every cron trigger of the scheduler; those that were scheduled anew. */
    static List<TriggerKey> whatStandsStill(Scheduler scheduler) throws SchedulerException {
        List<TriggerKey> anew = new ArrayList<>();
        Date until = null;
        for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.anyTriggerGroup())) {
            if (scheduler.getTrigger(key) instanceof CronTrigger trigger && standsStill(trigger)) {
                until = trigger.getNextFireTime();
                scheduler.rescheduleJob(key, fresh(trigger));
                anew.add(key);
            }
        }
        if (!anew.isEmpty()) {
            LOG.warn(
                    "The clock was set back: triggers that would have stood still until {} are scheduled anew: {}",
                    until.toInstant(),
                    anew.size());
        }
        return anew;
    }

    private static boolean standsStill(CronTrigger trigger) {
        Date next = trigger.getNextFireTime(); // read before the clock: it may fire in between
        Date regular = fresh(trigger).getFireTimeAfter(new Date(System.currentTimeMillis() + TOLERANCE));
        return next != null && regular != null && next.after(regular);
    }

    /** The same key, job, cron and misfire instruction, but from now on: the old one's start may lie ahead too. */
    private static CronTrigger fresh(CronTrigger trigger) {
        return trigger.getTriggerBuilder().startNow().build();
    }
}
