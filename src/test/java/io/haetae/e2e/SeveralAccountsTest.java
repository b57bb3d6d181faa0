package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.sandbox.Fault;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import io.haetae.sandbox.SlackPost;
import io.haetae.store.AlertQueries;
import io.haetae.store.Store;
import io.haetae.store.StoredAlert;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three accounts in one process, with real time and quartz: a fine one, one with a wrong secret, one whose Slack hangs
 * and then refuses.
 */
class SeveralAccountsTest {

    private static final int ALERTS = 120;
    private static final Duration APART = Duration.ofMillis(100);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PROMISED = POLL.plusSeconds(2);

    /** A machine that has more to do than processors keeps each of the watch's threads waiting. */
    private static final int BUSY = 2;

    /** So many numbers for each account's records. */
    private static final int NUMBERS = 1_000;

    private static final List<String> ACCOUNTS = List.of("fine", "wrong", "deaf");
    private static final Pattern RECORD = Pattern.compile("root-([0-9]+)@");

    @TempDir
    Path folder;

    private final Map<String, SandboxTracer> tracers = new TreeMap<>();
    private final Map<String, SandboxSlack> slacks = new TreeMap<>();
    private final Map<Integer, Long> shown = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private Child child;
    private Path secret;

    @BeforeEach
    void prepare() throws Exception {
        child = new Child(folder);
        child.environment.keySet().removeIf(name -> !name.startsWith("HAETAE_JAVA"));
        child.properties.add("haetae.accounts=" + String.join(",", ACCOUNTS));
        secret = folder.resolve("secret");
        replaceSecret("another");
        for (String name : ACCOUNTS) {
            String key = (name + "ACCESSKEY0000000000000").substring(0, 20);
            SandboxTracer tracer = SandboxTracer.start(Clock.systemUTC(), key, "secret-of-" + name);
            SandboxSlack slack = SandboxSlack.start(Clock.systemUTC());
            tracers.put(name, tracer);
            slacks.put(name, slack);
            String variable = "HAETAE_ACCOUNT_" + name.toUpperCase(Locale.ROOT) + "_";
            child.environment.put(variable + "ACCESS_KEY", key);
            if (name.equals("wrong")) {
                child.environment.put(variable + "SECRET_KEY_FILE", secret.toString());
            } else {
                child.environment.put(variable + "SECRET_KEY", "secret-of-" + name);
            }
            child.environment.put(variable + "WEBHOOK_URL", slack.webhook().toString());
            child.environment.put(variable + "TRACER_URL", tracer.url().toString());
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        timer.shutdownNow();
        child.close();
        tracers.values().forEach(SandboxTracer::close);
        slacks.values().forEach(SandboxSlack::close);
    }

    private void replaceSecret(String other) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), other);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
        Files.move(next, secret, StandardCopyOption.ATOMIC_MOVE);
    }

    private void login(String account, int number) {
        long now = System.currentTimeMillis();
        int record = ACCOUNTS.indexOf(account) * NUMBERS + number;
        shown.put(record, now);
        tracers.get(account).add(Records.login(record, now));
    }

    /** The account's first records, each once. */
    private static List<Integer> first(String account, int count) {
        int before = ACCOUNTS.indexOf(account) * NUMBERS;
        return IntStream.rangeClosed(before + 1, before + count).boxed().toList();
    }

    /** The records that people in the account's channel have read of, in order of their numbers. */
    private List<Integer> told(String account) {
        return slacks.get(account).messages().stream()
                .flatMap(post -> RECORD.matcher(post.text()).results())
                .map(found -> Integer.valueOf(found.group(1)))
                .sorted()
                .toList();
    }

    /** From the moment that the tracer shows each record to the post that tells of it, in milliseconds, shortest first. */
    private List<Long> late() {
        return slacks.get("fine").messages().stream()
                .flatMap(post -> RECORD.matcher(post.text())
                        .results()
                        .map(found -> post.at().toEpochMilli() - shown.get(Integer.valueOf(found.group(1)))))
                .sorted()
                .toList();
    }

    private static boolean isBusy() {
        OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
        return machine.getSystemLoadAverage() > machine.getAvailableProcessors();
    }

    private void assertOnlyOwnLines(String account) {
        for (SlackPost post : slacks.get(account).posts()) {
            Matcher records = RECORD.matcher(post.text());
            while (records.find()) {
                assertThat(Integer.parseInt(records.group(1)) / NUMBERS).isEqualTo(ACCOUNTS.indexOf(account));
            }
            assertThat(post.text().lines().filter(line -> line.startsWith("[Haetae]")))
                    .allMatch(line -> line.contains(account + ":"));
        }
    }

    @Test
    void oneAccountsTroubleDelaysNoOther() throws Exception {
        slacks.get("deaf").answerNext(Fault.hang());
        slacks.get("deaf").always(Fault.status(403, "invalid_token"));
        child.run();
        child.until(() -> assertThat(tracers.values())
                .allMatch(tracer -> !tracer.requests().isEmpty()));
        AtomicInteger number = new AtomicInteger();
        Runnable next = () -> {
            int n = number.incrementAndGet();
            if (n <= ALERTS) {
                login("fine", n);
            }
            if (n <= 5) {
                login("wrong", n);
                login("deaf", n);
            }
        };
        timer.scheduleAtFixedRate(next, 0, APART.toMillis(), TimeUnit.MILLISECONDS);
        child.until(() -> assertThat(told("fine")).hasSize(ALERTS));
        List<Long> late = late();
        long p99 = late.get((int) Math.ceil(ALERTS * 0.99) - 1);
        System.out.printf(
                "three accounts: %d alerts of the fine one, p50 %d ms, p99 %d ms%n",
                ALERTS, late.get(ALERTS / 2 - 1), p99);
        assertThat(p99)
                .isLessThanOrEqualTo(PROMISED.multipliedBy(isBusy() ? BUSY : 1).toMillis());
        assertThat(told("wrong")).isEmpty();

        replaceSecret("secret-of-wrong");
        child.until(() -> assertThat(told("wrong")).isEqualTo(first("wrong", 5)));
        child.until(() -> assertThat(slacks.get("deaf").posts()).hasSizeGreaterThan(1));
        assertThat(child.stop()).isZero();
        assertThat(told("fine")).isEqualTo(first("fine", ALERTS));
        assertThat(told("deaf")).isEmpty();
        assertThat(waiting("deaf")).isEqualTo(5);
        ACCOUNTS.forEach(this::assertOnlyOwnLines);
    }

    private long waiting(String account) {
        try (Store store = Store.attach(child.data)) {
            return new AlertQueries(store)
                    .list("waiting").stream()
                            .map(StoredAlert::alert)
                            .filter(alert -> alert.account().equals(account)
                                    && alert.rule().equals("root-login"))
                            .count();
        }
    }
}
