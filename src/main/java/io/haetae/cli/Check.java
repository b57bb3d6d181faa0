package io.haetae.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.HaetaeRoutes;
import io.haetae.check.Chain;
import io.haetae.check.Found;
import io.haetae.check.Link;
import io.haetae.check.Report;
import io.haetae.config.ConfigurationException;
import io.haetae.config.Durations;
import io.haetae.config.Settings;
import io.haetae.config.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.camel.impl.DefaultCamelContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code haetae check}: whether the whole chain holds, and what it would carry. */
@Command(name = "check")
final class Check implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(names = "--send")
    private boolean send;

    @Option(names = "--json")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE")
    private Path report;

    @Option(names = "--wait", paramLabel = "TIME", defaultValue = "5m")
    private String wait;

    private Words words;

    @Override
    public Integer call() throws Exception {
        words = Words.of(spec);
        Duration apart = apart();
        if (report != null && !canBeWritten(report.toAbsolutePath())) {
            throw Words.misused(spec, "cli.misused.report", report);
        }
        CheckTold told =
                json ? new CheckJson(words) : new CheckText(spec.commandLine().getOut(), Paint.auto(), words);
        int code = check(told, apart);
        told.ends(spec.commandLine().getOut());
        return code;
    }

    private int check(CheckTold told, Duration apart) throws Exception {
        Text name = Text.asItIs("haetae " + Version.number());
        told.part(name, name);
        Settings settings;
        try {
            settings = config.read().settings();
        } catch (ConfigurationException e) {
            Failures.warn(e.warnings(), spec);
            e.problems().forEach(problem -> told.link(CheckTold.wrong(problem)));
            told.link(new Link("the rest", Link.State.SKIPPED, Text.of("cli.check.as-wrong"), null));
            return ExitCode.USAGE;
        }
        told.link(CheckTold.right(settings));
        try (HiddenLogs logs = new HiddenLogs();
                HaetaeRoutes routes = new HaetaeRoutes(settings, config.clock(), null, null, null);
                DefaultCamelContext context = new DefaultCamelContext()) {
            routes.addComponents(context);
            context.start();
            List<Found> found = new Chain(
                            settings,
                            context.createProducerTemplate(),
                            config.clock(),
                            System::nanoTime,
                            config.pause(),
                            told)
                    .check(send, report != null);
            if (report != null) {
                write(found, apart);
            }
        }
        return told.failed().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void write(List<Found> found, Duration apart) throws IOException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        if (found.isEmpty()) {
            words.tell(err, "cli.report.none");
            return;
        }
        words.tell(err, "cli.report.wait", Durations.text(apart));
        err.flush();
        ObjectNode written = Report.of(found, Version.number(), apart, config.pause());
        Files.writeString(
                report, new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(written) + "\n");
        words.tell(err, "cli.report.written", report);
    }

    /** Asked before the wait, not after it. */
    private static boolean canBeWritten(Path file) {
        return Files.isDirectory(file.getParent())
                && Files.isWritable(file.getParent())
                && !Files.isDirectory(file)
                && (!Files.exists(file) || Files.isWritable(file));
    }

    private Duration apart() {
        return Durations.find(wait)
                .orElseThrow(() -> Words.misused(spec, "cli.misused.duration", "--wait", wait, "5m, 90s"));
    }
}
