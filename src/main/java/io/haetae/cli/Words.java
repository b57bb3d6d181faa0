package io.haetae.cli;

import io.haetae.config.Text;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What commands say, in the configured language. */
record Words(Locale language) {

    static Words of(CommandSpec command) {
        return new Words(((Haetae) command.root().userObject()).language());
    }

    String of(String key, Object... arguments) {
        return of(Text.of(key, arguments));
    }

    String of(Text text) {
        return text.in(language);
    }

    /** A line on standard error. */
    void tell(PrintWriter err, String key, Object... arguments) {
        err.println(of("cli.line", Text.of(key, arguments)));
    }

    /** For who has asked for what can't be. */
    static ParameterException misused(CommandSpec command, String key, Object... arguments) {
        return new ParameterException(command.commandLine(), of(command).of(key, arguments));
    }
}
