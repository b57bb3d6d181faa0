package io.haetae.cli;

import io.haetae.config.Text;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells on standard error what is wrong with the arguments; picocli's own words are English only. */
final class Misuse {

    private Misuse() {}

    static int told(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        Words words = Words.of(command.getCommandSpec());
        err.println(words.of("cli.line", text(failure)));
        List<String> suggestions =
                failure instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        if (suggestions.isEmpty()) {
            command.usage(err, command.getColorScheme());
        } else {
            words.tell(err, "config.did-you-mean", String.join(", ", suggestions));
        }
        return ExitCode.USAGE;
    }

    private static Text text(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            String key = unmatched.isUnknownOption() ? "cli.misused.option" : "cli.misused.argument";
            return Text.of(key, String.join(" ", unmatched.getUnmatched()));
        }
        if (failure instanceof MissingParameterException missing) {
            String names = missing.getMissing().stream().map(Misuse::name).collect(Collectors.joining(", "));
            return Text.of("cli.misused.missing", names);
        }
        if (failure instanceof OverwrittenOptionException twice) {
            return Text.of("cli.misused.twice", name(twice.getOverwritten()));
        }
        if (failure instanceof MutuallyExclusiveArgsException) {
            return Text.of("cli.misused.exclusive", "ID, --all");
        }
        return failure.getArgSpec() != null && failure.getValue() != null
                ? Text.of("cli.misused.value", name(failure.getArgSpec()), failure.getValue())
                : Text.asItIs(failure.getMessage());
    }

    private static String name(ArgSpec argument) {
        return argument instanceof CommandLine.Model.OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
