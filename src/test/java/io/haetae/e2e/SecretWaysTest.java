package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.HaetaeProcess;
import io.haetae.config.MasterPassword;
import io.haetae.sandbox.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The watch as a process, once for each way of giving a secret: it works, and no secret is in its outputs, its command
 * line or its data folder, though tracer and Slack refuse it at first. All loggers that may speak do so at DEBUG.
 */
@EnabledOnOs(OS.LINUX)
class SecretWaysTest {

    private static final String MASTER = "master-pass-word";

    @TempDir
    Path folder;

    private Child child;
    private List<String> secrets;

    @BeforeEach
    void prepare() throws Exception {
        child = new Child(folder);
        String path = child.slack.webhook().getPath();
        secrets = new ArrayList<>(
                List.of(Estate.ACCESS_KEY, Estate.SECRET_KEY, path, path.substring(path.lastIndexOf('/') + 1), MASTER));
        Files.writeString(folder.resolve("logback.xml"), """
                <configuration>
                  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>%d %level %logger: %msg%n</pattern></encoder>
                  </appender>
                  <root level="DEBUG"><appender-ref ref="out"/></root>
                </configuration>
                """);
        child.environment.put(
                "JAVA_TOOL_OPTIONS",
                "-Dlogback.configurationFile=" + folder.resolve("logback.xml") + " -Duser.home=" + folder);
        for (String name : List.of("NCLOUD_ACCESS_KEY", "NCLOUD_SECRET_KEY", "WEBHOOK_URL")) {
            child.environment.remove(name);
        }
    }

    @AfterEach
    void close() throws Exception {
        child.close();
    }

    private String file(String name, String content) throws Exception {
        Path file = Files.writeString(folder.resolve(name), content + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file.toString();
    }

    private void runsAndShowsNone() throws Exception {
        child.tracer.failNext(Fault.error(500, 900, "no"));
        child.tracer.failNext(Fault.error(401, 200, "no"));
        child.slack.answerNext(500, "rollup_error");
        HaetaeProcess process = child.run();
        child.login();
        child.until(() -> assertThat(child.logins()).as(child.out()).containsExactly(1L));
        String arguments = Files.readString(Path.of("/proc/" + process.id() + "/cmdline"))
                + new String(
                        new ProcessBuilder("ps", "-ww", "-o", "args=", "-p", Long.toString(process.id()))
                                .start()
                                .getInputStream()
                                .readAllBytes(),
                        StandardCharsets.UTF_8);
        assertThat(arguments).contains("io.haetae.cli.Haetae");
        assertThat(child.stop()).as(child.out()).isZero();
        assertThat(child.out()).contains(" DEBUG org.apache.camel", "401", "rollup_error");
        child.tracer.requests().forEach(request -> secrets.add(request.header("x-ncp-apigw-signature-v2")));
        for (String secret : secrets) {
            assertThat(secret).hasSizeGreaterThan(8);
            assertThat(child.out().contains(secret)).as("standard output").isFalse();
            assertThat(child.err().contains(secret)).as("standard error").isFalse();
            assertThat(arguments.contains(secret)).as("ps").isFalse();
        }
        try (Stream<Path> files = Files.walk(child.data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
                assertThat(secrets).as("%s", file).noneMatch(bytes::contains);
            }
        }
    }

    @Test
    void inTheEnvironment() throws Exception {
        child.environment.put("NCLOUD_ACCESS_KEY", Estate.ACCESS_KEY);
        child.environment.put("NCLOUD_SECRET_KEY", Estate.SECRET_KEY);
        child.environment.put("WEBHOOK_URL", child.slack.webhook().toString());
        runsAndShowsNone();
    }

    @Test
    void inFiles() throws Exception {
        child.environment.put("NCLOUD_ACCESS_KEY_FILE", file("access", Estate.ACCESS_KEY));
        child.environment.put("NCLOUD_SECRET_KEY_FILE", file("secret", Estate.SECRET_KEY));
        child.environment.put(
                "WEBHOOK_URL_FILE", file("hook", child.slack.webhook().toString()));
        runsAndShowsNone();
    }

    @Test
    void asProperties() throws Exception {
        child.properties.addAll(List.of(
                "haetae.access-key=" + Estate.ACCESS_KEY,
                "haetae.secret-key=" + Estate.SECRET_KEY,
                "haetae.webhook-url=" + child.slack.webhook()));
        runsAndShowsNone();
    }

    @Test
    void encryptedAsProperties() throws Exception {
        MasterPassword password = MasterPassword.read(Map.of("HAETAE_MASTER_PASSWORD", MASTER));
        child.properties.addAll(List.of(
                "haetae.access-key=" + password.lock(Estate.ACCESS_KEY),
                "haetae.secret-key=" + password.lock(Estate.SECRET_KEY),
                "haetae.webhook-url=" + password.lock(child.slack.webhook().toString())));
        child.environment.put("HAETAE_MASTER_PASSWORD_FILE", file("master", MASTER));
        runsAndShowsNone();
    }

    @Test
    void inTheVendorsFile() throws Exception {
        Files.createDirectories(folder.resolve(".ncloud"));
        file(
                ".ncloud/configure",
                "[DEFAULT]\nncloud_access_key_id = " + Estate.ACCESS_KEY + "\nncloud_secret_access_key = "
                        + Estate.SECRET_KEY);
        child.environment.put("WEBHOOK_URL", child.slack.webhook().toString());
        runsAndShowsNone();
    }
}
