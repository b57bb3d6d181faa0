package io.haetae.check;

import io.haetae.activity.Activity;
import io.haetae.rule.ActivityComponent;
import io.haetae.rule.AlertComponent;
import io.haetae.rule.RuleFolder;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.impl.DefaultCamelContext;

/** The rules, only to know which of them would be given a record; none is run. */
public final class Listeners implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ActivityComponent activity = new ActivityComponent();

    Listeners(RuleFolder rules) {
        try {
            context.setStartupSummaryLevel(StartupSummaryLevel.Off);
            context.getShutdownStrategy().setTimeout(1);
            context.addComponent(ActivityComponent.NAME, activity);
            context.addComponent(AlertComponent.NAME, new AlertComponent());
            rules.addTo(context);
            context.start();
        } catch (Exception e) { // loading declares no narrower one
            close();
            throw new IllegalStateException("rules that were read can't be loaded", e);
        }
    }

    Set<String> ids() {
        return new TreeSet<>(activity.ruleIds());
    }

    Set<String> of(Activity record) {
        return activity.listening(record);
    }

    @Override
    public void close() {
        context.stop();
    }
}
