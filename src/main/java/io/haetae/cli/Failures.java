package io.haetae.cli;

import io.haetae.config.ConfigurationException;
import io.haetae.rule.BadRuleFiles;
import io.haetae.store.FolderInUse;
import io.haetae.store.SoundStore;
import io.haetae.store.StoreException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells on standard error, in a line or few, why a command ended; never with a stack trace. */
final class Failures {

    private Failures() {}

    static int failed(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        if (failure instanceof ConfigurationException configuration) {
            warn(configuration.warnings(), err);
            configuration.problems().forEach(problem -> err.println("haetae: configuration: " + problem));
            return ExitCode.USAGE;
        }
        if (failure instanceof BadRuleFiles rules) {
            rules.problems().forEach(problem -> err.println("haetae: rules: " + problem));
            return ExitCode.USAGE;
        }
        boolean known = failure instanceof StoreException;
        err.println("haetae: " + (known ? failure.getMessage() : "it failed: " + failure));
        return failure instanceof FolderInUse || failure instanceof SoundStore ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    static void warn(List<String> warnings, PrintWriter err) {
        warnings.forEach(warning -> err.println("haetae: warning: " + warning));
    }

    static int misused(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("haetae: " + failure.getMessage());
        if (!UnmatchedArgumentException.printSuggestions(failure, err)) {
            command.usage(err, command.getColorScheme());
        }
        return ExitCode.USAGE;
    }
}
