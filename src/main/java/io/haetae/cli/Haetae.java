package io.haetae.cli;

import io.haetae.config.LogForm;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line. Exit codes: 0 fine, 1 it failed, 2 used or configured wrongly. */
@Command(
        name = "haetae",
        description = "Watches the activity log of NAVER Cloud accounts and tells people in Slack.",
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

    @Spec
    private CommandSpec spec;

    private Haetae(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static void main(String[] args) {
        Surroundings surroundings = Surroundings.real();
        Logging.to(log(args), form(surroundings, args)); // before the first logger
        boolean runs = args.length > 0 && args[0].equals("run");
        System.exit((runs ? runOnly(surroundings) : commandLine(surroundings)).execute(args));
    }

    static CommandLine commandLine(Surroundings surroundings) {
        return ready(new CommandLine(new Haetae(surroundings)));
    }

    /** As far as {@code run} needs it: to look into every command takes a tenth of its whole start. */
    static CommandLine runOnly(Surroundings surroundings) {
        CommandSpec haetae =
                CommandSpec.wrapWithoutInspection(new Haetae(surroundings)).name("haetae");
        return ready(new CommandLine(haetae).addSubcommand(new Run()));
    }

    private static CommandLine ready(CommandLine commandLine) {
        commandLine.getSubcommands().values().forEach(Haetae::helpful);
        return commandLine
                .setExecutionExceptionHandler(Failures::failed)
                .setParameterExceptionHandler(Failures::misused);
    }

    /** Only the watch logs to standard output; that of the other commands is what they were asked for. */
    static String log(String... args) {
        return args.length > 0 && args[0].equals("run") ? "System.out" : "System.err";
    }

    /** As the configuration has it that these arguments name. */
    static LogForm form(Surroundings surroundings, String... args) {
        Path file = surroundings.folder().resolve("application.properties");
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--config=")) {
                file = Path.of(args[i].substring("--config=".length()));
            } else if (args[i].equals("--config") && i + 1 < args.length) {
                file = Path.of(args[i + 1]);
            }
        }
        return LogForm.early(surroundings.environment(), file);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
    }

    /** Every command has {@code --help}, without each of them saying so. */
    private static void helpful(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true);
        command.getCommandSpec().versionProvider(new Version());
        command.getSubcommands().values().forEach(Haetae::helpful);
    }
}
