package io.haetae.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoStoryTest {

    private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {10, 11, 15, 20, 30, 60, 300})
    void whatItTellsOfCanBeToldInTime(int seconds) {
        DemoStory story = new DemoStory(START, Duration.ofSeconds(seconds), 1);
        Instant end = START.plusSeconds(seconds);
        List<SandboxRecord> matches =
                story.records().stream().filter(DemoStory::matches).toList();
        assertThat(story.expected()).isEqualTo(5).isEqualTo(matches.size());
        assertThat(matches).contains(story.late()).allSatisfy(made -> {
            assertThat(made.eventTime()).isGreaterThan(START.minusSeconds(60).toEpochMilli());
            assertThat(made.visibleAt()).isBefore(end.minusSeconds(6));
        });
        assertThat(story.moments()).hasSize(8).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
        assertThat(story.records()).extracting(SandboxRecord::historyId).doesNotHaveDuplicates();
    }

    /** Polls of 2 s, overlap 3 s, a {@code Date} cut to the second: the head's worst reach, and the sweeps' best. */
    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 120})
    void theLateRecordIsForASweepAlone(int seconds) {
        DemoStory story = new DemoStory(START, Duration.ofSeconds(seconds), 1);
        Instant event = Instant.ofEpochMilli(story.late().eventTime());
        Duration lateness = Duration.between(event, story.late().visibleAt());
        assertThat(lateness).isEqualTo(DemoStory.LATENESS).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
        assertThat(event.plusSeconds(10 + 2 + 2 + 1))
                .isBefore(START.plusSeconds(seconds).minusSeconds(1));
        assertThat(story.late().visibleAt()).isAfter(START.plusSeconds(1));
    }

    @Test
    void oneMomentHoldsMoreThanAPage() {
        DemoStory story = new DemoStory(START, Duration.ofSeconds(30), 1);
        long fullest = story.records().stream()
                .collect(java.util.stream.Collectors.groupingBy(
                        made -> made.eventTime() / 10, java.util.stream.Collectors.counting()))
                .values()
                .stream()
                .max(Long::compare)
                .orElseThrow();
        assertThat(fullest).isGreaterThan(100);
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(new DemoStory(START, Duration.ofSeconds(20), 5).records())
                .isEqualTo(new DemoStory(START, Duration.ofSeconds(20), 5).records());
    }

    @Test
    void takesTenSecondsAtLeast() {
        assertThatThrownBy(() -> new DemoStory(START, Duration.ofSeconds(9), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isPlayedByTheTwoStandIns() throws Exception {
        Duration length = Duration.ofSeconds(10);
        Instant past = Instant.now().minus(length);
        DemoStory story = new DemoStory(past, length, 1);
        try (SandboxTracer tracer = SandboxTracer.start(Clock.systemUTC(), TracerClient.ACCESS, TracerClient.SECRET);
                SandboxSlack slack = SandboxSlack.start(Clock.systemUTC())) {
            story.play(tracer, slack);
            tracer.offset(Duration.ofSeconds(2));
            long from = past.minus(Duration.ofMinutes(5)).toEpochMilli();
            List<String> read =
                    new TracerClient(tracer).ids(from, past.plusSeconds(12).toEpochMilli(), "page", "size", 100);
            assertThat(read).hasSameSizeAs(story.records()).hasSizeGreaterThan(300);
            assertThat(post(slack)).isEqualTo(200);
            assertThat(post(slack)).isEqualTo(429);
            assertThat(post(slack)).isEqualTo(200);
        }
    }

    private static int post(SandboxSlack slack) throws Exception {
        return TracerClient.send(HttpRequest.newBuilder(slack.webhook())
                        .POST(BodyPublishers.ofString("{\"text\":\"x\"}"))
                        .build())
                .statusCode();
    }
}
