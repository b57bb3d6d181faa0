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
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code haetae check}: whether the whole chain holds, and what it would carry. */
@Command(
        name = "check",
        description = {
            "Tries every link from the configuration to Slack, and says what to do about one",
            "that fails; then counts what the last 24 hours hold, and which rules hear it.",
            "Changes nothing: a watch may run meanwhile. Asks each tracer at most twice a",
            "second and 200 times in all.",
            "Exit 0 if all is well, 1 if a link failed, 2 if the configuration is wrong."
        })
final class Check implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(names = "--send", description = "Also sends a test line to each channel.")
    private boolean send;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also writes how the tracer behaves, without any data, to attach to an issue: see"
                    + " docs/report.md.")
    private Path report;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "How long after the first reading the report's second one begins; ${DEFAULT-VALUE} if not"
                    + " given.")
    private String wait;

    @Override
    public Integer call() throws Exception {
        Duration apart = apart();
        if (report != null && !canBeWritten(report.toAbsolutePath())) {
            throw new ParameterException(spec.commandLine(), "--report: " + report + " can't be written");
        }
        CheckTold told =
                json ? new CheckJson() : new CheckText(spec.commandLine().getOut(), Paint.auto());
        int code = check(told, apart);
        told.ends(spec.commandLine().getOut());
        return code;
    }

    private int check(CheckTold told, Duration apart) throws Exception {
        told.part("haetae " + Version.number());
        Settings settings;
        try {
            settings = config.read().settings();
        } catch (ConfigurationException e) {
            Failures.warn(e.warnings(), spec.commandLine().getErr());
            e.problems().forEach(problem -> told.link(CheckTold.wrong(problem)));
            told.link(new Link("the rest", Link.State.SKIPPED, "as the configuration is wrong", null));
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
            err.println("haetae: no report: no tracer could be read");
            return;
        }
        err.println("haetae: the second reading begins in " + Durations.format(apart));
        err.flush();
        ObjectNode written = Report.of(found, Version.number(), apart, config.pause());
        Files.writeString(
                report, new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(written) + "\n");
        err.println("haetae: " + report + " is written; it holds no data, see docs/report.md");
    }

    /** Asked before the wait, not after it. */
    private static boolean canBeWritten(Path file) {
        return Files.isDirectory(file.getParent())
                && Files.isWritable(file.getParent())
                && !Files.isDirectory(file)
                && (!Files.exists(file) || Files.isWritable(file));
    }

    private Duration apart() {
        try {
            return Durations.parse(wait);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--wait: " + e.getMessage() + "; right would be 5m, 90s");
        }
    }
}
