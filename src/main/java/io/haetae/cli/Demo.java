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
import picocli.CommandLine.Spec;

/** {@code haetae demo}: the real routes against the sandbox, for those who want to see it before they believe it. */
@Command(name = "demo")
final class Demo implements Callable<Integer> {

    private static final long SEED = 20240601;
    private static final Duration TICK = Duration.ofMillis(50);
    /** On a machine that is slow, alerts may come after the end; then it waits this long for them. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(names = "--for", paramLabel = "TIME", defaultValue = "30s")
    private String length;

    @Override
    public Integer call() throws Exception {
        Duration time = time();
        PrintWriter err = spec.commandLine().getErr();
        try (HiddenLogs logs = new HiddenLogs()) {
            boolean well = play(time);
            if (!well) {
                logs.warnings().forEach(warning -> Words.of(spec).tell(err, "cli.log", warning));
            }
            return well ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private boolean play(Duration time) throws Exception {
        Clock clock = config.clock();
        Words words = Words.of(spec);
        try (DemoStage stage = new DemoStage(clock, words)) {
            Instant start = clock.instant();
            DemoStory story = new DemoStory(start, time, SEED);
            DemoShow show = new DemoShow(spec.commandLine().getOut(), Paint.auto(), words, DemoStage.ZONE, story);
            show.begins(new Version().getVersion()[0], Durations.text(time));
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
        String right = "30s, 2m";
        Duration time = Durations.find(length)
                .orElseThrow(() -> Words.misused(spec, "cli.misused.duration", "--for", length, right));
        if (time.compareTo(DemoStory.SHORTEST) < 0) {
            throw Words.misused(spec, "cli.misused.short", "--for", Durations.text(DemoStory.SHORTEST), right);
        }
        return time;
    }
}
