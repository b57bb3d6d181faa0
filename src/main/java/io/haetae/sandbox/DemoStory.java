package io.haetae.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.config.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A believable stretch of one account's life, made in advance: every record has its event time and the time at which
 * it becomes visible, so that playing it is no more than handing it to the two stand-ins.
 *
 * <p>It is written for a watch that polls every 2 s with an overlap of 3 s, and sweeps every 2 s at ages of 5 s and
 * 10 s. The first records are a few minutes older than its start, as the watch begins to read there.
 */
public final class DemoStory {

    /**
     * What the teller of the demo may say.
     *
     * @param at when it happens, in what is told of; by then the tracer need not show it
     */
    public record Moment(Instant at, Text text) {}

    public static final Duration SHORTEST = Duration.ofSeconds(10);

    /**
     * How much later than its event the late record appears. The head reads back over its overlap (3 s), the time
     * since the poll before (2 s) and the cut-off second of {@code Date} (1 s), so 6 s; a sweep of age 10 s
     * passes it at 10 s. Between the two only that sweep can find it.
     */
    public static final Duration LATENESS = Duration.ofMillis(8_500);

    /** What it takes to tell the last record: poll 2 s, tick 1 s, throttle 1 s, Slack's refusal 2 s, 1 s of room. */
    private static final Duration TO_TELL = Duration.ofSeconds(7);

    /** What it takes to tell the late record: sweep's age 10 s, a poll and a sweep to be due 4 s, and to tell it. */
    private static final Duration TO_TELL_LATE = Duration.ofSeconds(17);

    private static final Duration BEFORE = Duration.ofMinutes(4);
    private static final int NOISE_BEFORE = 250;
    private static final int CHANGES_A_SECOND = 8;
    private static final int BURST = 150;
    private static final String ROOT = "owner@example.com";
    private static final String THIEF = "198.51.100.23";

    private final Instant start;
    private final Duration length;
    private final SandboxRecords make;
    private final Random random;
    private final List<SandboxRecord> records = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private SandboxRecord late;

    /** Throws {@code IllegalArgumentException} for less than {@link #SHORTEST}. */
    public DemoStory(Instant start, Duration length, long seed) {
        if (length.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("the story takes at least " + SHORTEST.toSeconds() + " s");
        }
        this.start = start;
        this.length = length;
        this.make = new SandboxRecords(seed);
        this.random = new Random(seed);
        noise();
        plot();
    }

    /** Gives the tracer every record, and Slack its refusal: the second post gets a 429 with {@code Retry-After: 2}. */
    public void play(SandboxTracer tracer, SandboxSlack slack) {
        tracer.addAll(records);
        slack.passNext();
        slack.answerNext(429, "rate_limited", "Retry-After", "2");
    }

    public List<SandboxRecord> records() {
        return List.copyOf(records);
    }

    /** Oldest first. */
    public List<Moment> moments() {
        return moments.stream().sorted(Comparator.comparing(Moment::at)).toList();
    }

    /** The one that becomes visible {@link #LATENESS} after its event. */
    public SandboxRecord late() {
        return late;
    }

    /** How many records the two rules of the original speak of, counted apart from the product's rules. */
    public int expected() {
        return (int) records.stream().filter(DemoStory::matches).count();
    }

    public static boolean matches(SandboxRecord of) {
        JsonNode json = of.json();
        JsonNode data = json.path("productData");
        return json.path("productDisplayName").asText().equals("Account")
                && json.path("actionResultType").asText().equals("SUCCESS")
                && (json.path("resourceType").asText().equals("Customer") && value(data, "twoFactorLoginType") != null
                        || json.path("resourceType").asText().equals("AccessKey")
                                && "true".equals(value(data, "active")));
    }

    private static String value(JsonNode data, String key) {
        if (data.isObject()) {
            return data.has(key) ? data.get(key).asText() : null;
        }
        for (JsonNode pair : data) {
            if (pair.path("key").asText().equals(key)) {
                return pair.path("value").asText();
            }
        }
        return null;
    }

    private void noise() {
        for (int i = 0; i < NOISE_BEFORE; i++) {
            records.addAll(make.change(start.minusMillis(1_000 + random.nextInt((int) BEFORE.toMillis()))));
        }
        for (long i = 0; i < length.toSeconds() * CHANGES_A_SECOND; i++) {
            Instant at = start.plusMillis(i * 1_000 / CHANGES_A_SECOND + random.nextInt(100));
            make.change(at).forEach(made -> records.add(delayed(made, 200 + random.nextInt(1_200))));
        }
        Instant burst = start.plus(part(0.7));
        for (int i = 0; i < BURST; i++) {
            records.add(delayed(make.noise(burst.plusMillis(i % 3)), 500));
        }
        moments.add(new Moment(burst, Text.of("sandbox.story.burst", BURST)));
    }

    private void plot() {
        tell(
                shorter(part(0.1), Duration.ofSeconds(2)),
                "login",
                at -> make.rootLogin(at, ROOT, "203.0.113.7", "KR", "OTP"));
        tell(part(0.35), "attempt", at -> make.rootLoginFailed(at, ROOT, THIEF, "SC"));
        tell(part(0.4), "thief", at -> make.rootLogin(at, ROOT, THIEF, "SC", ""));
        tell(
                part(0.4).plusMillis(900),
                "key",
                at -> SandboxRecords.dataAsList(make.rootAccessKeyCreated(at, ROOT, THIEF)));
        tell(part(0.8), "key-off", at -> make.rootAccessKeyDisabled(at, ROOT, "203.0.113.7"));
        tell(
                part(1),
                "mention",
                at -> make.rootLogin(at, "<!channel> <https://evil.example|Sign in>", "192.0.2.66", "KR", ""));

        // In a short demo the late record's event is before the start: the watch reads back further than that.
        Duration lateAfter = shorter(part(0.45), length.minus(TO_TELL_LATE));
        Instant at = start.plus(lateAfter);
        late = make.rootLogin(at, "김관리@example.com", "203.0.113.99", "KR", "OTP")
                .visibleAt(at.plus(LATENESS));
        records.add(late);
        Text text = Text.of("sandbox.story.late", Double.toString(LATENESS.toMillis() / 1000.0));
        moments.add(new Moment(late.visibleAt(), text));
    }

    private interface Made {
        SandboxRecord at(Instant at);
    }

    private void tell(Duration after, String words, Made made) {
        Instant at = start.plus(after);
        records.add(delayed(made.at(at), 300));
        moments.add(new Moment(at, Text.of("sandbox.story." + words)));
    }

    /** A share of the time in which what happens can still be told. */
    private Duration part(double share) {
        return Duration.ofMillis(Math.round(length.minus(TO_TELL).toMillis() * share));
    }

    private static SandboxRecord delayed(SandboxRecord made, long millis) {
        return made.visibleAt(Instant.ofEpochMilli(made.eventTime() + millis));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
