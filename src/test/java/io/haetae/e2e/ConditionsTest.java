package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.sandbox.Fault;
import io.haetae.sandbox.SandboxRecord;
import io.haetae.store.AlertQueries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each condition of the watch itself over real HTTP: what people read in Slack when it begins and when it ends, once each
 * and nothing else, are the example lines of docs/operations.md, to the letter and in both languages.
 */
class ConditionsTest {

    @TempDir
    Path folder;

    private Estate estate;

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void blind(String language) throws Exception {
        play("blind", language, () -> {
            polls(1);
            estate.tracer.always(Fault.status(503, "<html>busy</html>"));
            polls(8); // a restart here would be told as an absence too
            estate.tracer.heal();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void credentials(String language) throws Exception {
        play("credentials", language, () -> {
            polls(1);
            estate.tracer.always(Fault.error(401, 200, "Authentication Failed"));
            polls(2);
            restart();
            polls(1);
            estate.tracer.heal();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void permission(String language) throws Exception {
        play("permission", language, () -> {
            polls(1);
            estate.tracer.failNext(Fault.error(401, 210, "Permission Denied"));
            polls(1);
            restart();
            estate.tracer.failNext(Fault.error(403, 230, "Forbidden"));
            polls(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void clock(String language) throws Exception {
        play("clock", language, () -> {
            polls(1);
            estate.step(Duration.ofMinutes(4));
            polls(2);
            restart();
            polls(1);
            estate.step(Duration.ofMinutes(-4));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void silent(String language) throws Exception {
        play("silent", language, () -> {
            estate.tracer.add(Records.noise(1, estate.clock.millis()));
            polls(1);
            estate.pass(Duration.ofHours(24));
            polls(1);
            restart();
            polls(1);
            estate.tracer.add(Records.noise(2, estate.clock.millis()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void away(String language) throws Exception {
        play("away", language, () -> {
            polls(1);
            estate.stop();
            estate.pass(Duration.ofHours(3));
            estate.start();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void behind(String language) throws Exception {
        play("behind", language, () -> {
            polls(1);
            long now = estate.clock.millis();
            estate.tracer.add(Records.login(1, now + 60_000)); // by now too old for the head
            estate.tracer.failWhen(
                    request -> request.json().get("toEventTime").asLong()
                            < estate.clock.millis() - Duration.ofMinutes(10).toMillis(),
                    Fault.status(503, "busy"));
            estate.pass(Duration.ofMinutes(35));
            polls(2);
            restart();
            polls(1);
            estate.tracer.heal();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void hole(String language) throws Exception {
        play("hole", language, () -> {
            polls(1);
            long bad = estate.clock.millis() + 10_500;
            estate.tracer.failWhen(
                    request -> request.json().get("fromEventTime").asLong() <= bad
                            && bad <= request.json().get("toEventTime").asLong(),
                    Fault.status(200, "{no json"));
            polls(2);
            restart();
            polls(2);
            estate.tracer.heal();
            estate.pass(Duration.ofMinutes(20));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void unreadable(String language) throws Exception {
        play("unreadable", language, () -> {
            polls(1);
            long now = estate.clock.millis();
            SandboxRecord odd = Records.noise(1, now);
            odd.json().remove("eventTime");
            odd.json().putObject("productData").put("who", "nobody's business");
            estate.tracer.add(odd);
            polls(2);
            restart();
            polls(1);
            estate.pass(Duration.ofHours(24));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void channel(String language) throws Exception {
        play("channel", language, () -> {
            estate.tracer.add(Records.login(1, estate.clock.millis()));
            polls(1);
            estate.slack.always(Fault.status(500, "rollup_error"));
            estate.deliver(1);
            polls(6);
            estate.watch();
            restart();
            estate.watch();
            assertThat(told()).isEmpty();
            estate.slack.heal();
            estate.deliver(1);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ko", "en"})
    void dead(String language) throws Exception {
        play("dead", language, () -> {
            estate.tracer.add(Records.login(1, estate.clock.millis()));
            polls(1);
            estate.slack.answerNext(400, "no_text");
            estate.deliver(1);
            estate.watch();
            restart();
            estate.watch();
            estate.deliver(1);
            new AlertQueries(estate.store()).replayAll();
        });
    }

    private interface Story {
        void tell() throws Exception;
    }

    /** The story, and then all goes well for some polls. */
    private void play(String condition, String language, Story story) throws Exception {
        try (Estate begun = new Estate(folder, Locale.forLanguageTag(language))) {
            estate = begun;
            story.tell();
            polls(3);
            estate.watch();
            estate.deliver(60);
            assertThat(told()).isEqualTo(Operations.examples(condition, language));
        }
    }

    private void polls(int times) {
        for (int i = 0; i < times; i++) {
            estate.poll();
        }
    }

    private void restart() throws Exception {
        estate.stop();
        estate.start();
    }

    /** The channel's id is another one in each run. */
    private List<String> told() {
        String id = new Channel(new Secret(estate.slack.webhook().toString())).id();
        return Told.lines(estate.slack).stream()
                .filter(line -> line.startsWith("[Haetae]"))
                .map(line -> line.replace(id, "1f0e3dad99908345"))
                .toList();
    }
}
