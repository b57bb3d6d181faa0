package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.HaetaeProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own rules beside those that come with Haetae: what an upgrade replaces is the latter alone. */
class UpgradeTest {

    @TempDir
    Path folder;

    private Child child;
    private Path own;

    @BeforeEach
    void open() throws IOException {
        child = new Child(folder);
        own = Files.createDirectory(folder.resolve("own"));
    }

    @AfterEach
    void close() throws InterruptedException {
        child.close();
    }

    @Test
    void ownFilesReplaceThoseThatComeWithItAndSingleRulesAreOff() throws Exception {
        String login = Files.readString(Path.of("routes/root-login.camel.yaml"));
        Files.writeString(own.resolve("root-login.camel.yaml"), login.replace("[주의]", "[우리]"));
        Files.writeString(own.resolve("mine.camel.yaml"), """
                - route:
                    id: mine
                    from:
                      uri: activity:Customer
                      steps:
                        - setBody:
                            simple: 'mine: ${body.resourceName}'
                        - to: alert:low
                """);
        child.properties.add("haetae.routes=" + child.routes + "," + own);
        child.properties.add("haetae.rules-off=root-access-key, root-acces-key");
        HaetaeProcess running = child.run();
        child.until(() -> assertThat(child.tracer.requests()).isNotEmpty());
        child.login();
        child.until(() -> assertThat(Told.lines(child.slack))
                .anyMatch(line -> line.contains("mine: root-1@"))
                .anyMatch(line -> line.contains("[우리]")));
        assertThat(Told.lines(child.slack)).noneMatch(line -> line.contains("[주의]"));
        assertThat(running.out())
                .contains(
                        "rules mine, root-login (" + own + "); switched off root-access-key",
                        child.routes.resolve("root-login.camel.yaml") + " is replaced by "
                                + own.resolve("root-login.camel.yaml"));
        assertThat(running.err())
                .contains(
                        "haetae: warning: there is no rule root-acces-key to switch off; did you mean root-access-key?");
        HaetaeProcess status = child.start("status");
        assertThat(status.ends()).as(status.out()).isZero();
        assertThat(status.out().replaceAll("\\s", "")).contains("2:mine,root-login(" + own + ")");
        assertThat(running.stop()).isZero();
    }
}
