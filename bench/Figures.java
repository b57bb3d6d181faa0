import io.haetae.sandbox.SandboxRecord;
import io.haetae.sandbox.SandboxRecords;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The watch's figures, measured on {@code bin/haetae run} against the sandbox in this process: see README.md beside it. */
public final class Figures {

    private static final String ACCESS_KEY = "EXAMPLEACCESSKEY0000";
    private static final String SECRET_KEY = "EXAMPLESECRETKEY00000000000000000000000";
    private static final int PAGE = 100;
    private static final String HOME = System.getProperty("figures.home");
    private static final Clock CLOCK = Clock.systemUTC();

    private final SandboxTracer tracer = SandboxTracer.start(CLOCK, ACCESS_KEY, SECRET_KEY);
    private final SandboxSlack slack = SandboxSlack.start(CLOCK);
    private final SandboxRecords records = new SandboxRecords(1);
    private final Path folder = Files.createTempDirectory("haetae-figures-");

    private Figures() throws IOException {}

    public static void main(String[] which) throws Exception {
        System.out.printf(
                "%d processors, Java %s, load %s%n",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        if (which.length == 0 || which[0].equals("start")) {
            new Figures().start(9);
        }
        if (which.length == 0 || which[0].equals("minute")) {
            new Figures().minute(5_000, 300);
        }
        if (which.length == 0 || which[0].equals("backlog")) {
            new Figures().backlog(100_000, Duration.ofDays(1));
        }
        if (which.length == 0 || which[0].equals("accounts")) {
            new Figures().accounts(1, 50);
        }
        System.exit(0); // the sandbox has threads of its own
    }

    /**
     * The first start, which makes the class-data archive, then so many later ones with it and so many of the bare
     * application, in turn: the machine may be a third slower a minute later.
     */
    private void start(int times) throws Exception {
        Start first = start(this::watch);
        Path bare = bare(first.java());
        Path archive = folder.resolve("bare.jsa");
        start(() -> process(environment(), List.of(bare.toString(), "-XX:ArchiveClassesAtExit=" + archive)));
        List<Long> haetae = new ArrayList<>();
        List<Long> parts = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            haetae.add(start(this::watch).millis());
            parts.add(start(() -> process(
                            environment(), List.of(bare.toString(), "-XX:SharedArchiveFile=" + archive)))
                    .millis());
        }
        System.out.printf(
                "start to first request: the first %d ms, which makes the class-data archive; of %d later ones at least %d,"
                        + " median %d ms; the bare application at least %d, median %d ms; ratio %.2f%n",
                first.millis(),
                times,
                Collections.min(haetae),
                median(haetae),
                Collections.min(parts),
                median(parts),
                (double) median(haetae) / median(parts));
        tracer.close();
        slack.close();
    }

    /** @param java the command and its options, as far as they are not Haetae's own */
    private record Start(long millis, List<String> java) {}

    /** From the start of the process to the tracer's first request; then it is ended. */
    private Start start(Callable<Process> command) throws Exception {
        int before = tracer.requests().size();
        long began = System.nanoTime();
        Process started = command.call();
        until(() -> tracer.requests().size() > before);
        long millis = (System.nanoTime() - began) / 1_000_000;
        List<String> java = new ArrayList<>(List.of(started.info().command().orElseThrow()));
        Stream.of(started.info().arguments().orElseThrow())
                .takeWhile(option -> !option.equals("-cp"))
                .filter(option -> !option.startsWith("-XX:SharedArchiveFile") && !option.startsWith("-Dhaetae"))
                .forEach(java::add);
        started.destroy();
        started.waitFor();
        return new Start(millis, java);
    }

    /** A script for the bare application: the same Java with the same options and jars as Haetae's. */
    private Path bare(List<String> java) throws IOException {
        Path script = folder.resolve("bare");
        Files.writeString(
                script,
                "#!/bin/sh\nexec %s \"$@\" -cp \"%s/bare.jar:%s/lib/*\" Bare\n"
                        .formatted(String.join(" ", java), HOME, HOME));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private static long median(List<Long> millis) {
        return millis.stream().sorted().toList().get(millis.size() / 2);
    }

    /** Memory at rest, and memory while so many records of one minute are read, some of which are told. */
    private void minute(int count, int alerts) throws Exception {
        Process first = watch(); // makes the class-data archive
        until(() -> !tracer.requests().isEmpty());
        first.destroy();
        first.waitFor();
        int starts = tracer.requests().size();
        Process watch = watch();
        until(() -> tracer.requests().size() > starts);
        TimeUnit.SECONDS.sleep(10);
        System.out.printf("at rest: resident %d MB, at most %d MB%n", megabytes(watch, "VmRSS"), megabytes(watch, "VmHWM"));

        Instant from = CLOCK.instant();
        for (int i = 0; i < count; i++) {
            // visible from their event on, so they come while the minute passes
            Instant at = from.plus(Duration.ofMinutes(1).multipliedBy(i).dividedBy(count));
            boolean told = (long) i * alerts / count != (long) (i + 1) * alerts / count;
            tracer.add(told ? login(i, at) : records.noise(at));
        }
        int before = tracer.requests().size();
        int[] most = new int[1];
        until(() -> {
            most[0] = Math.max(most[0], megabytes(watch, "VmRSS"));
            return told() >= alerts;
        });
        System.out.printf(
                "%d records of a minute, %d of them told: resident %d MB, at most %d MB; %d pages asked for, the last"
                        + " line told %.0f s after the last record%n",
                count,
                told(),
                megabytes(watch, "VmRSS"),
                Math.max(most[0], megabytes(watch, "VmHWM")),
                tracer.requests().size() - before,
                Duration.between(from.plusSeconds(60), CLOCK.instant()).toMillis() / 1e3);
        stop(watch);
    }

    /** A first start over what lies behind: records a second. */
    private void backlog(int count, Duration over) throws Exception {
        Instant now = CLOCK.instant();
        for (int i = 0; i < count; i++) {
            tracer.add(records.noise(now.minus(over.multipliedBy(i).dividedBy(count))));
        }
        Process watch = watch("--since", "25h");
        until(() -> !tracer.requests().isEmpty());
        long began = System.nanoTime();
        until(() -> tracer.requests().size() >= count / PAGE);
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                "%d records of %d hours: %d pages in %.1f s, %.0f records a second, resident at most %d MB%n",
                count, over.toHours(), count / PAGE, seconds, count / seconds, megabytes(watch, "VmHWM"));
        stop(watch);
    }

    /** Memory and threads after two minutes, with so many accounts: each has a tracer and a channel of its own. */
    private void accounts(int... counts) throws Exception {
        for (int count : counts) {
            List<SandboxTracer> tracers = new ArrayList<>();
            Map<String, String> accounts = new HashMap<>();
            for (int i = 1; i <= count; i++) {
                String key = "EXAMPLEACCESSKEY%04d".formatted(i);
                SandboxTracer own = SandboxTracer.start(CLOCK, key, SECRET_KEY);
                SandboxSlack channel = SandboxSlack.start(CLOCK);
                tracers.add(own);
                String account = "HAETAE_ACCOUNT_A" + i + "_";
                accounts.put(account + "ACCESS_KEY", key);
                accounts.put(account + "SECRET_KEY", SECRET_KEY);
                accounts.put(account + "TRACER_URL", own.url().toString());
                accounts.put(account + "WEBHOOK_URL", channel.webhook().toString());
                own.add(login(i, CLOCK.instant().plusSeconds(30)));
            }
            accounts.put(
                    "HAETAE_ACCOUNTS",
                    IntStream.rangeClosed(1, count).mapToObj(i -> "a" + i).collect(Collectors.joining(",")));
            accounts.put("HAETAE_DATA", folder.resolve("data-" + count).toString());
            Process watch = watch(accounts);
            TimeUnit.MINUTES.sleep(2);
            System.out.printf(
                    "%d accounts for two minutes: resident %d MB, at most %d MB; %d threads; polls of an account %d to %d%n",
                    count,
                    megabytes(watch, "VmRSS"),
                    megabytes(watch, "VmHWM"),
                    number(watch, "Threads"),
                    tracers.stream().mapToInt(own -> own.requests().size()).min().orElse(0),
                    tracers.stream().mapToInt(own -> own.requests().size()).max().orElse(0));
            watch.destroy();
            watch.waitFor();
        }
    }

    private SandboxRecord login(int number, Instant at) {
        return records.rootLogin(at, "root-" + number + "@example.com", "203.0.113.7", "KR", "OTP");
    }

    private long told() {
        return slack.messages().stream().mapToLong(post -> post.text().lines().count()).sum();
    }

    private Process watch(String... options) throws IOException {
        return watch(environment(), options);
    }

    private Process watch(Map<String, String> environment, String... options) throws IOException {
        Path file = folder.resolve("application.properties");
        Files.writeString(file, "");
        List<String> command = new ArrayList<>(List.of(HOME + "/bin/haetae", "run", "--config", file.toString()));
        command.addAll(List.of(options));
        return process(environment, command);
    }

    private Process process(Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Map<String, String> environment() {
        return Map.of(
                "NCLOUD_ACCESS_KEY",
                ACCESS_KEY,
                "NCLOUD_SECRET_KEY",
                SECRET_KEY,
                "WEBHOOK_URL",
                slack.webhook().toString(),
                "HAETAE_TRACER_URL",
                tracer.url().toString(),
                "HAETAE_DATA",
                folder.resolve("data").toString());
    }

    private void stop(Process watch) throws InterruptedException {
        watch.destroy();
        watch.waitFor();
        tracer.close();
        slack.close();
    }

    /** MB, as the kernel counts them: {@code VmRSS} is resident now, {@code VmHWM} the most that ever was. */
    private static int megabytes(Process process, String field) {
        return number(process, field) / 1024;
    }

    private static int number(Process process, String field) {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void until(BooleanSupplier reached) throws InterruptedException {
        while (!reached.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
