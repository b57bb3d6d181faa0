package io.haetae.cli;

import io.haetae.config.ConfigurationException;
import io.haetae.config.QuietLoggers;
import io.haetae.rule.BadRuleFiles;
import io.haetae.store.FolderInUse;
import io.haetae.store.StoreException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command line. Exit 0: fine; 1: it failed; 2: used or configured wrongly. */
@Command(
        name = "haetae",
        description = "Watches NAVER Cloud accounts and tells in Slack when something risky happens.",
        mixinStandardHelpOptions = true,
        versionProvider = Haetae.Version.class,
        subcommands = {Run.class, Demo.class, Status.class, AlertsCommand.class})
public final class Haetae {

    static final int FAILED = 1;
    static final int WRONG = 2;

    private Haetae() {}

    public static void main(String[] arguments) {
        QuietLoggers.quiet();
        // the platform's charset may not know Korean
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(arguments));
    }

    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        return new CommandLine(new Haetae())
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((failure, command, parsed) -> tell(failure, command.getErr()));
    }

    private static int tell(Exception failure, PrintWriter err) throws Exception {
        if (failure instanceof ConfigurationException || failure instanceof BadRuleFiles) {
            err.println("haetae can't start:");
            failure.getMessage().lines().forEach(line -> err.println("  " + line));
            return WRONG;
        }
        if (failure instanceof FolderInUse || failure instanceof BadOption) {
            err.println("haetae: " + failure.getMessage());
            return WRONG;
        }
        if (failure instanceof StoreException) {
            err.println("haetae: " + failure.getMessage());
            return FAILED;
        }
        throw failure;
    }

    /** From the jar's manifest. */
    static final class Version implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"haetae " + number()};
        }

        static String number() {
            String version = Haetae.class.getPackage().getImplementationVersion();
            return version == null ? "(not packaged)" : version;
        }
    }
}
