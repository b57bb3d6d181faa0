package io.haetae.watch;

import static io.haetae.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;

/** A trigger that starts in an hour stands as quartz's triggers do after the clock was set back by one. */
class RescheduleTest {

    private static final AtomicInteger FIRED = new AtomicInteger();

    private Scheduler scheduler;

    public static final class Count implements Job {
        @Override
        public void execute(JobExecutionContext context) {
            FIRED.incrementAndGet();
        }
    }

    @BeforeEach
    void start() throws SchedulerException {
        FIRED.set(0);
        Properties properties = new Properties();
        properties.put("org.quartz.scheduler.instanceName", "RescheduleTest");
        properties.put("org.quartz.threadPool.threadCount", "1");
        properties.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
        scheduler = new StdSchedulerFactory(properties).getScheduler();
        scheduler.start();
    }

    @AfterEach
    void stop() throws SchedulerException {
        scheduler.shutdown();
    }

    @Test
    void whatLiesAnHourAheadFiresAtItsNextRegularTime() throws SchedulerException {
        CronTrigger ahead = schedule("a", "* * * * * ?", Instant.now().plus(Duration.ofHours(1)));
        assertThat(Reschedule.whatStandsStill(scheduler)).containsExactly(ahead.getKey());
        await().untilAsserted(() -> assertThat(FIRED).hasValueGreaterThan(1));
        CronTrigger anew = (CronTrigger) scheduler.getTrigger(ahead.getKey());
        assertThat(anew.getCronExpression()).isEqualTo(ahead.getCronExpression());
        assertThat(anew.getTimeZone()).isEqualTo(ahead.getTimeZone());
        assertThat(anew.getMisfireInstruction()).isEqualTo(CronTrigger.MISFIRE_INSTRUCTION_DO_NOTHING);
        assertThat(anew.getJobKey()).isEqualTo(ahead.getJobKey());
        assertThat(anew.getJobDataMap()).isEqualTo(ahead.getJobDataMap());
    }

    @Test
    void everyTriggerIsLookedAtAndThoseThatAreInTimeAreLeftAlone() throws SchedulerException {
        TriggerKey hour = schedule("hour", "0 * * * * ?", Instant.now().plus(Duration.ofHours(1)))
                .getKey();
        TriggerKey day = schedule("day", "0 * * * * ?", Instant.now().plus(Duration.ofDays(1)))
                .getKey();
        CronTrigger sound = schedule("sound", "0 0 0 * * ?", Instant.now());
        assertThat(Reschedule.whatStandsStill(scheduler)).containsExactlyInAnyOrder(hour, day);
        assertThat(Reschedule.whatStandsStill(scheduler)).isEmpty();
        assertThat(scheduler.getTrigger(sound.getKey()).getStartTime()).isEqualTo(sound.getStartTime());
        assertThat(scheduler.getTrigger(hour).getNextFireTime())
                .isBefore(Instant.now().plusSeconds(61));
    }

    @Test
    void triggersThatFireAllTheTimeNeverSeemToStandStill() throws SchedulerException {
        schedule("a", "* * * * * ?", Instant.now());
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
            assertThat(Reschedule.whatStandsStill(scheduler)).isEmpty();
            return FIRED.get() >= 4;
        });
    }

    private CronTrigger schedule(String name, String cron, Instant start) throws SchedulerException {
        CronTrigger trigger = TriggerBuilder.newTrigger()
                .withIdentity(name, "haetae")
                .startAt(Date.from(start))
                .usingJobData("some", "thing")
                .withSchedule(CronScheduleBuilder.cronSchedule(cron)
                        .inTimeZone(TimeZone.getTimeZone("Asia/Seoul"))
                        .withMisfireHandlingInstructionDoNothing())
                .build();
        scheduler.scheduleJob(JobBuilder.newJob(Count.class).withIdentity(name).build(), trigger);
        return (CronTrigger) scheduler.getTrigger(trigger.getKey());
    }
}
