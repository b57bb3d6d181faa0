package io.haetae.cli;

import io.haetae.config.MasterPassword;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code haetae encrypt}: makes what may stand in {@code application.properties} in place of a secret. */
@Command(
        name = "encrypt",
        description = {
            "Reads a secret from standard input, a line, and prints it as ENC(...), to be",
            "put into application.properties in its place.",
            "The master password is in HAETAE_MASTER_PASSWORD, or in the file that",
            "HAETAE_MASTER_PASSWORD_FILE names; the watch needs it too.",
            "Exit 0 if it was printed, 2 if there is no master password or no secret."
        })
final class Encrypt implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    /** Throws {@code ConfigurationException} if there is no master password. */
    @Override
    public Integer call() throws IOException {
        Surroundings surroundings = ((Haetae) spec.root().userObject()).surroundings();
        MasterPassword password = MasterPassword.read(surroundings.environment());
        Console terminal = terminal();
        if (terminal == null && typed()) {
            return refused("a terminal would show the secret, as standard output is none; leave that where it is");
        }
        String secret = secret(terminal);
        if (secret.isEmpty()) {
            return refused("there is no secret on standard input; write it there, a line");
        }
        spec.commandLine().getOut().println(password.lock(secret));
        return ExitCode.OK;
    }

    private int refused(String why) {
        spec.commandLine().getErr().println("haetae: " + why);
        return ExitCode.USAGE;
    }

    /** From a terminal without showing it. */
    private static String secret(Console terminal) throws IOException {
        if (terminal != null) {
            char[] typed = terminal.readPassword("The secret, which is not shown: ");
            return typed == null ? "" : new String(typed).strip();
        }
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line.strip();
    }

    /** Null if standard input or output is none. From Java 22 on there is a console that is no terminal. */
    private static Console terminal() {
        Console console = System.console();
        try {
            return console == null
                            || (boolean) Console.class.getMethod("isTerminal").invoke(console)
                    ? console
                    : null;
        } catch (ReflectiveOperationException e) {
            return console;
        }
    }

    /** Whether standard input is a terminal, which Java can't tell. */
    private static boolean typed() {
        try {
            return new ProcessBuilder("test", "-t", "0")
                            .redirectInput(ProcessBuilder.Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
