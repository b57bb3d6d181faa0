package io.haetae.cli;

import io.haetae.HaetaeRoutes;
import io.haetae.check.DrillRecord;
import io.haetae.config.Account;
import io.haetae.config.Settings;
import io.haetae.config.Text;
import io.haetae.rule.RuleFolder;
import io.haetae.store.FolderInUse;
import io.haetae.store.NativeFolder;
import io.haetae.store.Store;
import io.haetae.store.StoredAlert;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code haetae drill}: a made-up record the whole way to Slack, for an audit. */
@Command(name = "drill")
final class Drill implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Mixin
    private AccountOption account;

    @Parameters(paramLabel = "KIND", descriptionKey = "KIND")
    private String kind;

    @Override
    public Integer call() throws Exception {
        DrillRecord.Kind drilled = DrillRecord.Kind.of(kind)
                .orElseThrow(() -> Words.misused(
                        spec,
                        "cli.misused.drill",
                        kind,
                        Arrays.stream(DrillRecord.Kind.values())
                                .map(DrillRecord.Kind::word)
                                .collect(Collectors.joining(", "))));
        Settings settings = config.read().settings();
        Account one = account.one(settings);
        RuleFolder rules = RuleFolder.read(settings.rules());
        try (HiddenLogs logs = new HiddenLogs()) {
            int code = drill(drilled, settings, one, rules);
            if (code != ExitCode.OK) {
                logs.warnings().forEach(line -> failed("cli.log", line));
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
                failed(
                        "cli.drill.silent",
                        drilled.word(),
                        String.join(", ", rules.rules().keySet()));
                return ExitCode.SOFTWARE;
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    Words.of(spec).of(own == null ? "cli.drill.watch" : "cli.drill.here", drilled.word(), one.name()));
            out.flush();
            return told(alerts.deliver(own != null, config.pause()), alerts);
        }
    }

    /** Null if a watch has it. */
    private static Store own(Settings settings) {
        try {
            return Store.passing(settings.data());
        } catch (FolderInUse e) {
            return null;
        }
    }

    private int told(List<StoredAlert> unsent, DrillAlerts alerts) {
        if (alerts.areGone()) {
            failed("cli.drill.gone");
            return ExitCode.SOFTWARE;
        }
        if (unsent.isEmpty()) {
            spec.commandLine().getOut().println(Words.of(spec).of("cli.drill.sent"));
            return ExitCode.OK;
        }
        for (StoredAlert alert : unsent) {
            Text why = Optional.ofNullable(alert.reason())
                    .or(alerts::trouble)
                    .map(Text::asItIs)
                    .orElse(Text.of("cli.drill.no-reason"));
            String id = Long.toString(alert.id());
            if (alert.state().equals("dead")) {
                failed("cli.drill.dead", id, why);
            } else {
                failed("cli.drill.unsent", id, alert.state(), why);
            }
        }
        return ExitCode.SOFTWARE;
    }

    private void failed(String key, Object... arguments) {
        Words.of(spec).tell(spec.commandLine().getErr(), key, arguments);
    }
}
