package io.haetae.cli;

import io.haetae.check.Politeness;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import picocli.CommandLine;

/** Runs commands as from a shell, in a folder of its own, at noon (21:00 in Seoul). */
final class Terminal {

    static final Instant NOW = Instant.parse("2024-06-01T12:00:00Z");

    final Path folder;
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
        CommandLine commandLine = Haetae.commandLine(new Surroundings(environment, folder, folder, clock, pause))
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
