package io.haetae.cli;

import io.haetae.HaetaeRoutes;
import io.haetae.check.DrillRecord;
import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.rule.RuleFolder;
import io.haetae.store.FolderInUse;
import io.haetae.store.NativeFolder;
import io.haetae.store.Store;
import io.haetae.store.StoredAlert;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code haetae drill}: a made-up record the whole way to Slack, for an audit. */
@Command(
        name = "drill",
        description = {
            "Sends a made-up record through the real rules, the outbox and Slack, marked as a",
            "drill. A watch that runs delivers it; if none runs, it is delivered from here, with",
            "whatever else waits in the outbox. No cursor and no rule's start moves.",
            "Exit 0 when Slack has taken it, 1 if it has not within 60 s or no rule spoke,",
            "2 if used or configured wrongly."
        })
final class Drill implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Mixin
    private AccountOption account;

    @Parameters(paramLabel = "KIND", description = "root-login or root-access-key.")
    private String kind;

    @Override
    public Integer call() throws Exception {
        DrillRecord.Kind drilled = DrillRecord.Kind.of(kind)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no drill " + kind + "; known are "
                                + Arrays.stream(DrillRecord.Kind.values())
                                        .map(DrillRecord.Kind::word)
                                        .collect(Collectors.joining(", "))));
        Settings settings = config.read().settings();
        Account one = account.one(settings);
        RuleFolder rules = RuleFolder.read(settings.rules());
        try (HiddenLogs logs = new HiddenLogs()) {
            int code = drill(drilled, settings, one, rules);
            if (code != ExitCode.OK) {
                logs.warnings().forEach(line -> spec.commandLine().getErr().println("haetae: log: " + line));
            }
            return code;
        }
    }

    private int drill(DrillRecord.Kind drilled, Settings settings, Account one, RuleFolder rules) throws Exception {
        NativeFolder.in(settings.data());
        try (Store own = own(settings);
                Store guest = own == null ? Store.attach(settings.data()) : null;
                HaetaeRoutes routes =
                        new HaetaeRoutes(settings, config.clock(), own == null ? guest : own, rules, null);
                DefaultCamelContext context = new DefaultCamelContext()) {
            context.getShutdownStrategy().setTimeout(1);
            routes.addComponents(context);
            routes.addRoutes(context); // without their triggers: nothing polls
            context.start();
            DrillAlerts alerts = new DrillAlerts(
                    context.createProducerTemplate(), own == null ? guest : own, settings, config.clock());
            if (!alerts.raise(drilled, one, rules.rules().keySet())) {
                failed("no rule " + drilled.word() + " spoke of it: it is off, missing, or has failed; rules at work: "
                        + String.join(", ", rules.rules().keySet()));
                return ExitCode.SOFTWARE;
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println("drill " + drilled.word() + ", account " + one.name() + ": the rule spoke; "
                    + (own == null ? "the watch that runs delivers it" : "no watch runs, it is delivered from here"));
            out.flush();
            return told(alerts.deliver(own != null, config.pause()), alerts);
        }
    }

    /** Null if a watch has it. */
    private static Store own(Settings settings) {
        try {
            return Store.open(settings.data());
        } catch (FolderInUse e) {
            return null;
        }
    }

    private int told(List<StoredAlert> unsent, DrillAlerts alerts) {
        if (unsent.isEmpty()) {
            spec.commandLine().getOut().println("sent: Slack has taken it");
            return ExitCode.OK;
        }
        for (StoredAlert alert : unsent) {
            String why =
                    alert.reason() != null ? alert.reason() : alerts.trouble().orElse("no reason is stored");
            failed("alert " + alert.id() + " is " + alert.state() + " after 60 s, not sent: " + why
                    + (alert.state().equals("dead") ? "" : "; it stays in the outbox"));
        }
        return ExitCode.SOFTWARE;
    }

    private void failed(String line) {
        spec.commandLine().getErr().println("haetae: " + line);
    }
}
