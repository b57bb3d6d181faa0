package io.haetae;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code haetae} in a JVM of its own, with the launcher's options. */
public final class HaetaeProcess {

    /** As the launcher asks for them: of a kernel that has none, Java would complain. */
    private static final String LARGE_PAGES = largePages() ? "-XX:+UseTransparentHugePages" : "-XX:+UseSerialGC";

    private final Process process;
    private final Path out;
    private final Path err;

    private HaetaeProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * @param folder where it works, and where what it says and its temporary files are kept
     * @param prefix words before {@code java}
     */
    public static HaetaeProcess start(
            Path folder, List<String> prefix, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return start(folder, prefix, environment, Installed.options(), "io.haetae.cli.Haetae", arguments);
    }

    static HaetaeProcess start(
            Path folder,
            List<String> prefix,
            Map<String, String> environment,
            List<String> options,
            String main,
            String... arguments)
            throws IOException {
        Path out = Files.createTempFile(folder, "out", ".log");
        Path err = Files.createTempFile(folder, "err", ".log");
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xms16m",
                "-Xmn12m",
                LARGE_PAGES,
                "-XX:Tier3InvocationThreshold=1000",
                "-XX:Tier3MinInvocationThreshold=500",
                "-XX:Tier3CompileThreshold=5000",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-Djava.io.tmpdir=" + temporary(folder)));
        command.addAll(options);
        command.add(main);
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new HaetaeProcess(builder.start(), out, err);
    }

    private static boolean largePages() {
        try {
            String enabled = Files.readString(Path.of("/sys/kernel/mm/transparent_hugepage/enabled"));
            return !enabled.contains("[never]");
        } catch (IOException e) {
            return false;
        }
    }

    /** Where one that was started in this folder keeps its temporary files. */
    public static Path temporary(Path folder) throws IOException {
        return Files.createDirectories(folder.resolve("tmp"));
    }

    /** The exit code, when it has ended by itself. */
    public int ends() throws InterruptedException {
        return endsWithin(Patience.LIMIT);
    }

    public int endsWithin(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it does not end within " + limit);
        }
        return process.exitValue();
    }

    /** The exit code after a SIGTERM. */
    public int stop() throws InterruptedException {
        process.destroy();
        return ends();
    }

    public void terminate() {
        process.destroy();
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public long id() {
        return process.pid();
    }

    public String out() throws IOException {
        return Files.readString(out);
    }

    public String err() throws IOException {
        return Files.readString(err);
    }
}
