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
        subcommands = {Run.class, Demo.class, Status.class, Alerts.class})
public final class Haetae implements Runnable {

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    private Haetae(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static void main(String[] args) {
        System.exit(commandLine(Surroundings.real()).execute(args));
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine commandLine = new CommandLine(new Haetae(surroundings));
        commandLine.getSubcommands().values().forEach(Haetae::helpful);
        return commandLine
                .setExecutionExceptionHandler(Failures::failed)
                .setParameterExceptionHandler(Failures::misused);
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
