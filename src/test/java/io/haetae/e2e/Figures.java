package io.haetae.e2e;

import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The watch's figures, measured on {@code bin/haetae run} against the sandbox in another process. After {@code mvn
 * package}: {@code java -cp target/test-classes:target/haetae.jar:$(cat target/classpath) io.haetae.e2e.Figures}.
 */
final class Figures {

    private static final int BACKLOG = 100_000;

    private Figures() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("processors " + Runtime.getRuntime().availableProcessors());
        measure("backlog of 100,000 in a day", BACKLOG, Duration.ofDays(1));
        System.exit(0);
    }

    private static void measure(String name, int records, Duration over) throws Exception {
        Path folder = Files.createTempDirectory("haetae-figures-");
        Clock clock = Clock.systemUTC();
        try (SandboxTracer tracer = SandboxTracer.start(clock, Estate.ACCESS_KEY, Estate.SECRET_KEY);
                SandboxSlack slack = SandboxSlack.start(clock)) {
            long began = System.nanoTime();
            Process watch = watch(folder, tracer, slack);
            until(() -> !tracer.requests().isEmpty());
            System.out.printf("%s: start to first request %d ms%n", name, (System.nanoTime() - began) / 1_000_000);
            TimeUnit.SECONDS.sleep(10);
            System.out.printf("%s: resident at rest %d MB%n", name, resident(watch));
            watch.destroy();
            watch.waitFor();
            long now = clock.millis();
            long step = over.toMillis() / records;
            for (int i = 0; i < records; i++) {
                long at = now - i * step;
                tracer.add(
                        i % (records / 300) == 0 && over.toMinutes() <= 1
                                ? Records.login(i, at)
                                : Records.noise(i, at));
            }
            folder = Files.createTempDirectory("haetae-figures-"); // a first start again
            int before = tracer.requests().size();
            watch = watch(folder, tracer, slack);
            until(() -> tracer.requests().size() > before);
            began = System.nanoTime();
            int expected = before + records / 100;
            until(() -> tracer.requests().size() >= expected);
            double seconds = (System.nanoTime() - began) / 1e9;
            System.out.printf(
                    "%s: %d pages of 100 in %.1f s, %.0f records a second, resident %d MB%n",
                    name, records / 100, seconds, records / seconds, resident(watch));
            watch.destroy();
            watch.waitFor();
        }
    }

    private static Process watch(Path folder, SandboxTracer tracer, SandboxSlack slack) throws IOException {
        Path file = folder.resolve("application.properties");
        Files.writeString(file, "haetae.routes=" + Path.of("routes").toAbsolutePath() + "\n");
        ProcessBuilder builder = new ProcessBuilder("bin/haetae", "run", "--since", "25h", "--config", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("NCLOUD_ACCESS_KEY", Estate.ACCESS_KEY);
        builder.environment().put("NCLOUD_SECRET_KEY", Estate.SECRET_KEY);
        builder.environment().put("WEBHOOK_URL", slack.webhook().toString());
        builder.environment().put("HAETAE_TRACER_URL", tracer.url().toString());
        return builder.start();
    }

    /** MB, as the kernel counts them. */
    private static long resident(Process process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .sum();
    }

    private static void until(BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
