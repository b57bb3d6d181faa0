package io.haetae.cli;

import io.haetae.config.Durations;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;

/** {@code --since TIME}. */
final class Since {

    /** The tracer keeps records that long. */
    private static final Duration LONGEST = Duration.ofDays(90);

    private Since() {}

    /** @param examples what would be right */
    static Duration of(String text, String examples, CommandSpec command) {
        Duration since = Durations.find(text)
                .orElseThrow(() -> Words.misused(command, "cli.misused.duration", "--since", text, examples));
        if (since.compareTo(LONGEST) > 0) {
            throw Words.misused(command, "cli.misused.ninety", "--since", examples);
        }
        return since;
    }
}
