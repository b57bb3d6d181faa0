package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.sandbox.Fault;
import io.haetae.sandbox.SandboxSlack;
import io.haetae.sandbox.SandboxTracer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three accounts in one process, with real time and quartz: a fine one, one with a wrong secret, one whose Slack hangs.
 */
class SeveralAccountsTest {

    @TempDir
    Path folder;

    private final Map<String, SandboxTracer> tracers = new TreeMap<>();
    private final Map<String, SandboxSlack> slacks = new TreeMap<>();
    private Child child;
    private Path secret;

    @BeforeEach
    void prepare() throws Exception {
        child = new Child(folder);
        child.environment.keySet().removeIf(name -> !name.startsWith("HAETAE_JAVA"));
        child.properties.add("haetae.accounts=fine,wrong,deaf");
        secret = Files.writeString(folder.resolve("secret"), "another");
        Files.setPosixFilePermissions(secret, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        for (String name : List.of("fine", "wrong", "deaf")) {
            String key = (name + "ACCESSKEY0000000000000").substring(0, 20);
            SandboxTracer tracer = SandboxTracer.start(Clock.systemUTC(), key, "secret-of-" + name);
            SandboxSlack slack = SandboxSlack.start(Clock.systemUTC());
            tracers.put(name, tracer);
            slacks.put(name, slack);
            String variable = "HAETAE_ACCOUNT_" + name.toUpperCase() + "_";
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
        child.close();
        tracers.values().forEach(SandboxTracer::close);
        slacks.values().forEach(SandboxSlack::close);
    }

    private List<String> lines(String account) {
        return Told.lines(slacks.get(account)).stream()
                .filter(line -> line.contains("root-"))
                .toList();
    }

    @Test
    void oneAccountsTroubleDelaysNoOther() throws Exception {
        slacks.get("deaf").always(Fault.hang());
        child.run();
        child.until(() -> assertThat(tracers.values())
                .allMatch(tracer -> !tracer.requests().isEmpty()));
        List<Long> late = new ArrayList<>();
        tracers.get("deaf").add(Records.login(900, System.currentTimeMillis()));
        tracers.get("wrong").add(Records.login(800, System.currentTimeMillis()));
        for (int i = 1; i <= 10; i++) {
            long shown = System.currentTimeMillis();
            tracers.get("fine").add(Records.login(i, shown));
            int count = i;
            child.until(() -> assertThat(lines("fine")).hasSize(count));
            late.add(System.currentTimeMillis() - shown);
        }
        // a second between polls, and two; a post that hangs for seven would show in each of them
        assertThat(late.stream().sorted().toList().get(4)).isLessThan(7_000);
        assertThat(lines("wrong")).isEmpty();
        assertThat(slacks.get("wrong").messages()).allMatch(post -> post.text().contains("wrong:"));
        assertThat(slacks.get("deaf").posts()).allMatch(post -> post.text().contains("root-900@"));

        Files.writeString(secret, "secret-of-wrong"); // in its place, while it runs
        child.until(() -> assertThat(lines("wrong")).hasSize(1));
        slacks.get("deaf").heal();
        child.until(() -> assertThat(lines("deaf")).isNotEmpty());
        assertThat(lines("fine")).hasSize(10);
        assertThat(child.stop()).isZero();
    }
}
