package io.haetae.cli;

import io.haetae.config.Durations;
import io.haetae.sandbox.DemoStory;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code haetae demo}: the real routes against the sandbox, for those who want to see it before they believe it. */
@Command(
        name = "demo",
        description = {
            "Shows the watch at work, on stand-ins for the tracer and Slack in this process.",
            "Takes no credentials and nothing from the configuration, and leaves nothing behind.",
            "Exit 0 if each alert was told once, 1 if not."
        })
final class Demo implements Callable<Integer> {

    private static final long SEED = 20240601;
    private static final Duration TICK = Duration.ofMillis(50);
    /** On a machine that is slow, alerts may come after the end; then it waits this long for them. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long it plays, at least 10s; ${DEFAULT-VALUE} if not given.")
    private String length;

    @Override
    public Integer call() throws Exception {
        Duration time = time();
        PrintWriter err = spec.commandLine().getErr();
        try (HiddenLogs logs = new HiddenLogs()) {
            boolean well = play(time);
            if (!well) {
                logs.warnings().forEach(warning -> err.println("haetae: log: " + warning));
            }
            return well ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private boolean play(Duration time) throws Exception {
        Clock clock = config.clock();
        try (DemoStage stage = new DemoStage(clock)) {
            Instant start = clock.instant();
            DemoStory story = new DemoStory(start, time, SEED);
            DemoShow show = new DemoShow(spec.commandLine().getOut(), Paint.auto(), DemoStage.ZONE, story);
            show.begins(new Version().getVersion()[0], Durations.format(time));
            story.play(stage.tracer, stage.slack);
            stage.start();
            while (!over(clock.instant(), start.plus(time), story, stage)) {
                show.goesOn(clock.instant(), stage.slack.posts());
                TimeUnit.MILLISECONDS.sleep(TICK.toMillis());
            }
            show.goesOn(clock.instant(), stage.slack.posts());
            DemoTally tally = tally(story, stage);
            show.ends(tally, stage.recordsRead(), stage.tracer.records().size(), stage.slack.posts());
            return tally.asPromised();
        }
    }

    private static boolean over(Instant now, Instant end, DemoStory story, DemoStage stage) {
        return now.isAfter(end.plus(PATIENCE))
                || now.isAfter(end) && tally(story, stage).lost() == 0;
    }

    private static DemoTally tally(DemoStory story, DemoStage stage) {
        return DemoTally.of(story, stage.slack.messages(), DemoStage.ZONE);
    }

    private Duration time() {
        try {
            Duration time = Durations.parse(length);
            if (time.compareTo(DemoStory.SHORTEST) >= 0) {
                return time;
            }
            throw new IllegalArgumentException("it takes at least " + Durations.format(DemoStory.SHORTEST));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--for: " + e.getMessage() + "; right would be 30s, 2m");
        }
    }
}
