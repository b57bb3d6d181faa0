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
@Command(name = "encrypt")
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
            return refused("cli.encrypt.shown");
        }
        String secret = secret(terminal);
        if (secret.isEmpty()) {
            return refused("cli.encrypt.nothing");
        }
        spec.commandLine().getOut().println(password.lock(secret));
        return ExitCode.OK;
    }

    private int refused(String key) {
        Words.of(spec).tell(spec.commandLine().getErr(), key);
        return ExitCode.USAGE;
    }

    /** From a terminal without showing it. */
    private String secret(Console terminal) throws IOException {
        if (terminal != null) {
            char[] typed = terminal.readPassword("%s ", Words.of(spec).of("cli.encrypt.prompt"));
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
