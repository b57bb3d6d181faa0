package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.sandbox.Fault;
import io.haetae.store.AlertQueries;
import io.haetae.store.Store;
import io.haetae.store.StoredAlert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A drill where no watch runs; beside one: {@code e2e.DrillTest}. */
class DrillTest {

    @TempDir
    Path folder;

    private Surround surround;

    @BeforeEach
    void setUp() {
        surround = new Surround(folder);
    }

    @AfterEach
    void tearDown() {
        surround.close();
    }

    @ParameterizedTest
    @CsvSource({"root-login, ko, [훈련] [주의]", "root-access-key, en, [DRILL] [경고]"})
    void fromHereTheWholeWay(String kind, String language, String begins) {
        surround.environment.put("HAETAE_LANGUAGE", language);
        assertThat(surround.run("drill", kind)).as(surround.terminal.err).isZero();
        assertThat(surround.terminal.out)
                .isEqualTo(
                        language.equals("en")
                                ? "drill " + kind + ", account default: the rule spoke; no watch runs, it is delivered"
                                        + " from here\nsent: Slack has taken it\n"
                                : "훈련 " + kind + ", 계정 default: 규칙이 알렸습니다. 실행 중인 감시가 없어 여기서 전달합니다\n"
                                        + "보냈습니다. Slack이 받았습니다\n");
        assertThat(surround.slack.messages()).singleElement().satisfies(post -> {
            assertThat(post.text()).startsWith(begins).contains("192.0.2.1", "drill@example.com");
            assertThat(post.raw())
                    .contains(language.equals("en") ? "made up by bin/haetae drill" : "bin/haetae drill로 꾸며 낸 기록");
        });
        assertThat(surround.tracer.requests()).isEmpty();
        try (Store store = Store.attach(surround.terminal.data())) {
            assertThat(new AlertQueries(store).list(null)).singleElement().satisfies(stored -> {
                assertThat(stored.state()).isEqualTo("sent");
                assertThat(stored.alert().record()).startsWith("drill-" + kind + "-");
                assertThat(stored.alert().facts()).containsKey("drill");
            });
            for (String table : List.of("account", "cursor", "rule_start")) {
                int rows = store.read(handle -> handle.createQuery("select count(*) from " + table)
                        .mapTo(int.class)
                        .one());
                assertThat(rows).as(table).isZero();
            }
        }
    }

    @Test
    void eachDrillIsAnotherOne() {
        assertThat(surround.run("drill", "root-login")).isZero();
        surround.terminal.clock = Clock.offset(surround.terminal.clock, Duration.ofSeconds(5));
        assertThat(surround.run("drill", "root-login"))
                .as(surround.terminal.err)
                .isZero();
        assertThat(surround.slack.messages()).hasSize(2);
    }

    @Test
    void aSlackThatRefusesIsOneAndTheAlertStays() {
        surround.slack.always(Fault.status(404, "no_service"));
        assertThat(surround.run("drill", "root-login")).isEqualTo(1);
        assertThat(surround.terminal.err).contains("is waiting after 60 s, not sent: 404 no_service; it stays");
        try (Store store = Store.attach(surround.terminal.data())) {
            assertThat(new AlertQueries(store).list(null))
                    .extracting(StoredAlert::state)
                    .containsExactly("waiting");
        }
    }

    @Test
    void aPayloadThatSlackRefusesIsDeadAtOnce() {
        surround.slack.always(Fault.status(400, "no_text"));
        assertThat(surround.run("drill", "root-login")).isEqualTo(1);
        assertThat(surround.terminal.err).contains("is dead, not sent: 400 no_text");
    }

    /** By {@code accounts forget --force}: it was taken for sent, and an auditor keeps that line. */
    @Test
    void oneThatIsForgottenMeanwhileIsNotSaidToBeSent() {
        surround.slack.always(Fault.status(404, "no_service"));
        surround.terminal.pause = time -> {
            try (Store store = Store.attach(surround.terminal.data())) {
                store.write(handle -> handle.execute("delete from alert"));
            }
        };
        assertThat(surround.run("drill", "root-login")).isEqualTo(1);
        assertThat(surround.terminal.err)
                .contains("the alert was taken out of the store before it was seen to be sent");
        assertThat(surround.terminal.out).doesNotContain("sent: Slack");
    }

    @Test
    void aRuleThatIsMissingIsOne() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("rules"));
        Files.copy(Path.of("routes/root-access-key.camel.yaml"), routes.resolve("root-access-key.camel.yaml"));
        surround.environment.put("HAETAE_ROUTES", routes.toString());
        assertThat(surround.run("drill", "root-login")).isEqualTo(1);
        assertThat(surround.terminal.err).contains("no rule root-login spoke of it", "rules at work: root-access-key");
        assertThat(surround.slack.requests()).isEmpty();
    }

    @Test
    void anUnknownDrillIsTwo() {
        assertThat(surround.run("drill", "root-beer")).isEqualTo(2);
        assertThat(surround.terminal.err).contains("known are root-login, root-access-key");
    }
}
