package io.haetae.check;

import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.config.Text;
import io.haetae.rule.BadRuleFiles;
import io.haetae.rule.RuleFolder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.camel.ProducerTemplate;

/** Every link from the data folder to Slack. A link that failed ends only what depends on it. */
public final class Chain {

    /** So many questions are left for the report. */
    private static final int FOR_THE_REPORT = 90;

    private final Settings settings;
    private final ProducerTemplate template;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Politeness.Pause pause;
    private final Told told;

    /**
     * @param template of a context that has the watch's components
     * @param nanos a clock that nobody can set
     */
    public Chain(
            Settings settings,
            ProducerTemplate template,
            Clock clock,
            LongSupplier nanos,
            Politeness.Pause pause,
            Told told) {
        this.settings = settings;
        this.template = template;
        this.clock = clock;
        this.nanos = nanos;
        this.pause = pause;
        this.told = told;
    }

    /**
     * Gives back what was found of each account whose tracer can be read.
     *
     * @param send whether each channel is sent a line
     * @param report whether questions are to be left for it
     */
    public List<Found> check(boolean send, boolean report) throws InterruptedException {
        Link data = HostLinks.data(settings.data());
        told.link(data);
        told.link(
                data.isOk()
                        ? HostLinks.store(settings.data(), clock.millis())
                        : Link.skipped(HostLinks.STORE, HostLinks.DATA));
        List<Found> found = new ArrayList<>();
        try (Listeners listeners = listeners()) {
            for (Account account : settings.accounts()) {
                Found one = account(account, listeners, report ? FOR_THE_REPORT : 0);
                if (one != null) {
                    found.add(one);
                }
            }
        }
        new WebhookLinks(settings, template, told).check(send);
        return found;
    }

    /** Null if the rules can't be read. */
    private Listeners listeners() {
        try {
            Listeners listeners = new Listeners(RuleFolder.read(settings.rules()));
            told.link(HostLinks.rules(listeners));
            return listeners;
        } catch (BadRuleFiles e) {
            told.link(HostLinks.rules(e));
            return null;
        }
    }

    private Found account(Account account, Listeners listeners, int spare) throws InterruptedException {
        Text name = Text.of("check.account", account.name());
        told.part(name, name);
        CamelTracer asked = new CamelTracer(template, account, settings.zone(), clock);
        Politeness tracer = new Politeness(asked, nanos, pause, Politeness.MOST);
        Dialect dialect = new TracerLinks(account.tracerUrl(), settings.network(), tracer, asked::offset, told).check();
        if (dialect == null) {
            told.link(Link.skipped(Day.LINK, Text.of("check.day.unread")));
            return null;
        }
        Day day = Day.read(tracer, dialect.names(), spare);
        told.link(day.link());
        if (day.records().isEmpty() && day.share() == 0) {
            return null; // nothing was seen, which says nothing of what there is
        }
        told.day(account.name(), day, Kinds.of(day.records().values(), listeners, settings.zone()));
        return new Found(tracer, dialect, day);
    }
}
