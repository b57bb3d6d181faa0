package io.haetae;

import io.haetae.config.Settings;
import io.haetae.deliver.DeliverRoute;
import io.haetae.deliver.DeliverTrigger;
import io.haetae.deliver.DeliveryErrors;
import io.haetae.deliver.WebhookSlackComponent;
import io.haetae.poll.PollErrors;
import io.haetae.poll.PollRoute;
import io.haetae.poll.PollSteps;
import io.haetae.poll.PollTrigger;
import io.haetae.rule.ActivityComponent;
import io.haetae.rule.AlertComponent;
import io.haetae.rule.RuleFolder;
import io.haetae.store.Accounts;
import io.haetae.store.Cursors;
import io.haetae.store.Holes;
import io.haetae.store.Outbox;
import io.haetae.store.Pages;
import io.haetae.store.Retention;
import io.haetae.store.RuleStarts;
import io.haetae.store.Store;
import io.haetae.tracer.BoundedHttp;
import io.haetae.tracer.PageReader;
import io.haetae.tracer.ReadAnswer;
import io.haetae.watch.Judge;
import io.haetae.watch.RetentionRoute;
import io.haetae.watch.RetentionTrigger;
import io.haetae.watch.StoreRoute;
import io.haetae.watch.StoreTold;
import io.haetae.watch.StoreWatch;
import io.haetae.watch.WatchErrors;
import io.haetae.watch.WatchRoute;
import io.haetae.watch.WatchTrigger;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedStartupListener;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.quartz.QuartzComponent;
import org.apache.camel.component.scheduler.SchedulerComponent;
import org.apache.camel.support.LifecycleStrategySupport;

/**
 * All routes of the watch, into any Camel context. Its components have names of their own, so that a host's stay as they
 * are; only {@code activity} and {@code alert} are new words.
 */
public final class HaetaeRoutes implements AutoCloseable {

    private static final int MOST_BYTES = 32 << 20;

    private final Settings settings;
    private final Clock clock;
    private final Store store;
    private final RuleFolder rules;
    private final Long since;
    private final Timing timing;
    private final BoundedHttp bounds;

    /** @param since where an account's first start begins, epoch milliseconds, UTC; null for now */
    public HaetaeRoutes(Settings settings, Clock clock, Store store, RuleFolder rules, Long since) {
        this(settings, Timing.of(clock), store, rules, since);
    }

    /** As above, with all that it knows of time given. */
    public HaetaeRoutes(Settings settings, Timing timing, Store store, RuleFolder rules, Long since) {
        this.settings = settings;
        this.clock = timing.clock();
        this.store = store;
        this.rules = rules;
        this.since = since;
        this.timing = timing;
        this.bounds = new BoundedHttp(timing.deadlines().answer(), MOST_BYTES, settings.network());
    }

    /** The components that reach outside. */
    public void addComponents(CamelContext context) {
        HttpComponent https = new HttpComponent();
        https.setHttpClientConfigurer(bounds);
        https.setConnectTimeout(timing.deadlines().connect().toMillis());
        https.setAutowiredEnabled(false);
        context.addComponent(PollRoute.HTTPS, https);
        context.addComponent(
                DeliverRoute.SLACK,
                new WebhookSlackComponent(settings, timing.deadlines().post()));
    }

    /** The routes without their triggers, on whatever components the context has. */
    public void addRoutes(CamelContext context) throws Exception {
        ActivityComponent activity = new ActivityComponent();
        context.addComponent(ActivityComponent.NAME, activity);
        context.addComponent(AlertComponent.NAME, new AlertComponent());
        ReadAnswer readAnswer = new ReadAnswer(new PageReader(settings.zone(), activity::wanted), clock);
        Map<String, String> fingerprints = rules.rules();
        PollSteps steps = new PollSteps(
                settings,
                clock,
                since,
                () -> atWork(activity, fingerprints),
                new Cursors(store),
                new RuleStarts(store),
                new Accounts(store),
                new Pages(store, new Outbox()),
                new Holes(store));
        context.addRoutes(new PollErrors(readAnswer));
        context.addRoutes(new PollRoute(steps, readAnswer));
        context.addRoutes(new DeliveryErrors());
        context.addRoutes(new DeliverRoute(store, settings, clock, timing.jitter()));
        context.addRoutes(new StoreRoute(
                new StoreWatch(store, settings, clock, timing.jitter(), new StoreTold(settings.data()))));
        context.addRoutes(new WatchErrors());
        context.addRoutes(new WatchRoute(new Judge(settings, store, clock, timing.nanos()), settings));
        context.addRoutes(new RetentionRoute(new Retention(store, settings.retention(), clock, timing.nanos())));
        rules.addTo(context);
    }

    /** What makes the routes run by themselves: quartz, an account's trigger each, the delivery's, and the watch's tick. */
    public void addTriggers(CamelContext context) throws Exception {
        QuartzComponent quartz = new QuartzComponent();
        quartz.setAutowiredEnabled(false);
        quartz.setEnableJmx(false); // as that of Camel: to begin with it takes a twentieth of the whole start
        quartz.setProperties(quartzProperties());
        context.addComponent(PollTrigger.QUARTZ, quartz);
        PollTrigger polls = new PollTrigger(settings);
        context.addRoutes(polls);
        context.addRoutes(new DeliverTrigger(settings));
        SchedulerComponent scheduler = new SchedulerComponent();
        scheduler.setAutowiredEnabled(false);
        context.addComponent(WatchTrigger.SCHEDULER, scheduler);
        context.addRoutes(new WatchTrigger());
        context.addRoutes(new RetentionTrigger());
        context.addStartupListener(new ExtendedStartupListener() {
            @Override
            public void onCamelContextStarted(CamelContext started, boolean alreadyStarted) {
                // the scheduler starts after this
            }

            @Override
            public void onCamelContextFullyStarted(CamelContext started, boolean alreadyStarted) throws Exception {
                polls.fireAtStart(started);
            }
        });
        context.getLifecycleStrategies().add(new AbortOnStop(bounds, store));
    }

    /** Any property replaces all defaults, so the threads are named too: two for each account, to poll and to deliver. */
    private Map<String, Object> quartzProperties() {
        return new HashMap<>(Map.of(
                "org.quartz.scheduler.instanceName", "haetae",
                "org.quartz.scheduler.skipUpdateCheck", "true",
                "org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool",
                "org.quartz.threadPool.threadCount",
                        Integer.toString(2 * settings.accounts().size() + 1),
                "org.quartz.jobStore.class", "org.quartz.simpl.RAMJobStore",
                "org.quartz.jobStore.misfireThreshold", "1000"));
    }

    private static final class AbortOnStop extends LifecycleStrategySupport {

        private final BoundedHttp bounds;
        private final Store store;

        AbortOnStop(BoundedHttp bounds, Store store) {
            this.bounds = bounds;
            this.store = store;
        }

        @Override
        public void onContextStopping(CamelContext context) {
            bounds.stop();
            store.stopping();
        }
    }

    private static Map<String, String> atWork(ActivityComponent activity, Map<String, String> fingerprints) {
        Map<String, String> rules = new TreeMap<>();
        activity.ruleIds().forEach(id -> rules.put(id, fingerprints.getOrDefault(id, "")));
        return rules;
    }

    /** Aborts requests under way. */
    @Override
    public void close() {
        bounds.close();
    }
}
