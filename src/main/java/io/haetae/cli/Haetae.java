package io.haetae.cli;

import io.haetae.config.Language;
import io.haetae.config.LogForm;
import io.haetae.store.Fault;
import io.haetae.store.StoreException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 fine, 1 it failed, 2 used or configured wrongly. */
@Command(
        name = "haetae",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Run.class,
            Check.class,
            Status.class,
            Alerts.class,
            Records.class,
            Drill.class,
            Accounts.class,
            Encrypt.class,
            Demo.class
        })
public final class Haetae implements Runnable {

    private final Surroundings surroundings;
    private final Locale language;

    @Spec
    private CommandSpec spec;

    private Haetae(Surroundings surroundings, String... args) {
        this.surroundings = surroundings;
        this.language = Language.early(surroundings.environment(), file(surroundings, args));
    }

    public static void main(String[] args) {
        boolean runs = args.length > 0 && args[0].equals("run");
        if (runs) {
            Ahead.JAVA.start();
        }
        Surroundings surroundings = Surroundings.real();
        Logging.to(log(args), form(surroundings, args)); // before the first logger
        if (runs) {
            LoggerFactory.getILoggerFactory(); // one thread only sets the log up
            Ahead.CAMEL.start();
        }
        CommandLine commandLine = runs ? runOnly(surroundings, args) : commandLine(surroundings, args);
        System.exit(commandLine.setExecutionExceptionHandler(Haetae::failed).execute(args));
    }

    /** Where a thread hangs in the data folder, shutdown hooks may hang too: SQLite's library is removed by one. */
    private static int failed(Exception failure, CommandLine command, ParseResult arguments) {
        int code = Failures.failed(failure, command, arguments);
        if (failure instanceof StoreException store && store.fault() == Fault.HANGS) {
            Runtime.getRuntime().halt(code);
        }
        return code;
    }

    /** @param args what it will be given: the configuration that they name tells the language */
    static CommandLine commandLine(Surroundings surroundings, String... args) {
        Haetae haetae = new Haetae(surroundings, args);
        return ready(new CommandLine(haetae), haetae.language);
    }

    /** As far as {@code run} needs it: to look into every command takes a tenth of its whole start. */
    static CommandLine runOnly(Surroundings surroundings, String... args) {
        Haetae haetae = new Haetae(surroundings, args);
        CommandSpec spec = CommandSpec.wrapWithoutInspection(haetae).name("haetae");
        return ready(new CommandLine(spec).addSubcommand(new Run()), haetae.language);
    }

    private static CommandLine ready(CommandLine commandLine, Locale language) {
        commandLine.getSubcommands().values().forEach(Haetae::helpful);
        return commandLine
                .setExecutionExceptionHandler(Failures::failed)
                .setParameterExceptionHandler(Misuse::told)
                .setHelpFactory((command, colours) -> help(command, colours, language));
    }

    /** Its words are read only now: no start should take the longer for them. */
    private static Help help(CommandSpec command, Help.ColorScheme colours, Locale language) {
        ResourceBundle words = ResourceBundle.getBundle(
                "io.haetae.cli.usage", language, Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        command.root().commandLine().setResourceBundle(words);
        return new Help(command, colours);
    }

    /** Only the watch logs to standard output; that of the other commands is what they were asked for. */
    static String log(String... args) {
        return args.length > 0 && args[0].equals("run") ? "System.out" : "System.err";
    }

    /** As the configuration has it that these arguments name. */
    static LogForm form(Surroundings surroundings, String... args) {
        return LogForm.early(surroundings.environment(), file(surroundings, args));
    }

    private static Path file(Surroundings surroundings, String... args) {
        Path file = surroundings.folder().resolve("application.properties");
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--config=")) {
                file = Path.of(args[i].substring("--config=".length()));
            } else if (args[i].equals("--config") && i + 1 < args.length) {
                file = Path.of(args[i + 1]);
            }
        }
        return file;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Locale language() {
        return language;
    }

    @Override
    public void run() {
        throw Words.misused(spec, "cli.misused.command");
    }

    /** Every command has {@code --help}, without each of them saying so. */
    private static void helpful(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getCommandSpec().versionProvider(new Version());
        command.getSubcommands().values().forEach(Haetae::helpful);
    }
}
