package io.haetae.cli;

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
        System.setProperty("haetae.log", log(args)); // before the first logger: logback.xml reads it
        System.exit(commandLine(Surroundings.real()).execute(args));
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine commandLine = new CommandLine(new Haetae(surroundings));
        commandLine.getSubcommands().values().forEach(Haetae::helpful);
        return commandLine
                .setExecutionExceptionHandler(Failures::failed)
                .setParameterExceptionHandler(Failures::misused);
    }

    /** Only the watch logs to standard output; that of the other commands is what they were asked for. */
    static String log(String... args) {
        return args.length > 0 && args[0].equals("run") ? "System.out" : "System.err";
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
