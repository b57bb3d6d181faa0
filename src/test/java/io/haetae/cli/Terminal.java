package io.haetae.cli;

import io.haetae.check.Politeness;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands as from a shell, in a folder of its own, at noon (21:00 in Seoul). */
final class Terminal {

    static final Instant NOW = Instant.parse("2024-06-01T12:00:00Z");

    final Path folder;
    /** Unless the environment has another; empty for none. */
    String language = "en";

    String out;
    String err;

    Terminal(Path folder) {
        this.folder = folder;
    }

    /** Waits by moving no clock at all. */
    Politeness.Pause pause = time -> {};

    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);

    int run(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Map<String, String> spoken = new HashMap<>(Map.of("HAETAE_LANGUAGE", language));
        spoken.putAll(environment);
        CommandLine commandLine = Haetae.commandLine(new Surroundings(spoken, folder, folder, clock, pause), arguments)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        int code = commandLine.execute(arguments);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        this.out = out.toString();
        this.err = err.toString();
        return code;
    }

    int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    Path data() {
        return folder.resolve("data");
    }
}
