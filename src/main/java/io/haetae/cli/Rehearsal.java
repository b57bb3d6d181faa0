package io.haetae.cli;

import io.haetae.sandbox.SandboxRecords;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import sun.misc.Signal;

/**
 * What bin/haetae runs once for the class-data archive, to learn which classes a watch needs: {@code run} itself, against
 * stand-ins on loopback, until the first alert was told. It knows nothing of the configuration.
 */
final class Rehearsal {

    private static final int MOST_SECONDS = 60;
    private static final String ACCESS_KEY = "REHEARSAL";
    private static final String SECRET_KEY = "REHEARSALSECRET";
    private static final String RULE = "root-login.camel.yaml";

    private Rehearsal() {}

    /** Exit 0 if the alert was told. */
    public static void main(String[] args) throws Exception {
        CompletableFuture.delayedExecutor(MOST_SECONDS, TimeUnit.SECONDS)
                .execute(() -> Runtime.getRuntime().halt(1));
        System.exit(rehearse());
    }

    static int rehearse() throws Exception {
        Clock clock = Clock.systemUTC();
        Path folder = Files.createTempDirectory("haetae-rehearsal");
        try (SandboxTracer tracer = SandboxTracer.start(clock, ACCESS_KEY, SECRET_KEY);
                SandboxSlack slack = SandboxSlack.start(clock)) {
            tracer.add(
                    new SandboxRecords(1).rootLogin(clock.instant(), "root@example.com", "203.0.113.7", "KR", "OTP"));
            slack.onMessage(message -> Signal.raise(new Signal("TERM")));
            Files.createDirectory(folder.resolve("routes"));
            try (InputStream rule = Rehearsal.class.getResourceAsStream("demo/" + RULE)) {
                Files.copy(rule, folder.resolve("routes").resolve(RULE));
            }
            Map<String, String> environment = Map.of(
                    "NCLOUD_ACCESS_KEY",
                    ACCESS_KEY,
                    "NCLOUD_SECRET_KEY",
                    SECRET_KEY,
                    "WEBHOOK_URL",
                    slack.webhook().toString(),
                    "HAETAE_TRACER_URL",
                    tracer.url().toString());
            int code = Haetae.runOnly(new Surroundings(environment, folder, folder, clock), "run")
                    .execute("run");
            return slack.messages().isEmpty() ? 1 : code;
        } finally {
            sweep(folder);
        }
    }

    private static void sweep(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
