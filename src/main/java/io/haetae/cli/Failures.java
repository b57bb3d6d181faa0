package io.haetae.cli;

import io.haetae.config.ConfigurationException;
import io.haetae.config.Text;
import io.haetae.rule.BadRuleFiles;
import io.haetae.store.FolderInUse;
import io.haetae.store.SoundStore;
import io.haetae.store.StoreException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Tells on standard error, in a line or few, why a command ended; never with a stack trace. */
final class Failures {

    private Failures() {}

    static int failed(Exception failure, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        Words words = Words.of(command.getCommandSpec());
        if (failure instanceof ConfigurationException configuration) {
            warn(configuration.warnings(), command.getCommandSpec());
            configuration.problems().forEach(problem -> words.tell(err, "cli.configuration", problem.text()));
            return ExitCode.USAGE;
        }
        if (failure instanceof BadRuleFiles rules) {
            rules.problems().forEach(problem -> words.tell(err, "cli.rules", problem));
            return ExitCode.USAGE;
        }
        if (failure instanceof StoreException store) {
            err.println(words.of("cli.line", store.text()));
        } else {
            words.tell(err, "cli.failed", failure);
        }
        return failure instanceof FolderInUse || failure instanceof SoundStore ? ExitCode.USAGE : ExitCode.SOFTWARE;
    }

    static void warn(List<Text> warnings, CommandSpec command) {
        PrintWriter err = command.commandLine().getErr();
        warnings.forEach(warning -> Words.of(command).tell(err, "cli.warning", warning));
    }
}
