package io.haetae.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A stand-in for Slack with one incoming webhook: a real HTTP server on loopback that refuses what Slack refuses and
 * keeps what it was sent. Safe for many threads.
 */
public final class SandboxSlack implements AutoCloseable {

    // Posts sent a second apart arrive a little less than that apart now and then.
    private static final Duration SECOND = Duration.ofMillis(900);

    private final Clock clock;
    private final SandboxServer server;
    private final String path;
    private final Script script = new Script();
    private final Script lost = new Script();
    private final List<Received> requests = new CopyOnWriteArrayList<>();
    private final List<SlackPost> posts = new CopyOnWriteArrayList<>();
    private volatile Consumer<SlackPost> listener = post -> {};
    private volatile boolean strictRate;
    private Instant lastPost = Instant.MIN;

    private SandboxSlack(Clock clock) {
        byte[] secret = new byte[12];
        new SecureRandom().nextBytes(secret);
        this.clock = clock;
        this.path = "/services/T000/B000/" + HexFormat.of().formatHex(secret);
        this.server = new SandboxServer(clock, () -> null, this::answer);
    }

    public static SandboxSlack start(Clock clock) {
        return new SandboxSlack(clock);
    }

    public URI webhook() {
        return server.url().resolve(path);
    }

    /** The next posts get these answers, one each, and nobody sees those posts. */
    public void answerNext(Fault... answers) {
        for (Fault answer : answers) {
            script.next(answer);
        }
    }

    /** As {@link Fault#status}. */
    public void answerNext(int status, String body, String... headers) {
        answerNext(Fault.status(status, body, headers));
    }

    public void hangNext() {
        answerNext(Fault.hang());
    }

    public void resetNext() {
        answerNext(Fault.reset());
    }

    /** The next post that nothing else refuses is shown, and its answer is this instead of {@code ok}. */
    public void loseNext(Fault answer) {
        lost.next(answer);
    }

    /** The next post gets its ordinary answer: for one that is to be refused later. */
    public void passNext() {
        script.next(null);
    }

    /** Every post that meets the condition gets this answer, and is not shown, until {@link #heal()}. */
    public void failWhen(Predicate<Received> condition, Fault answer) {
        script.when(condition, answer);
    }

    /** Every post gets this answer, and is not shown, until {@link #heal()}. */
    public void always(Fault answer) {
        script.when(any -> true, answer);
    }

    /** Forgets every answer that has not come yet. */
    public void heal() {
        script.heal();
        lost.heal();
    }

    /** Whether a post less than a second after the one before is answered by 429 with {@code Retry-After: 1}. */
    public SandboxSlack strictRate(boolean strict) {
        strictRate = strict;
        return this;
    }

    /** Called with each message that is shown, before it is answered. */
    public SandboxSlack onMessage(Consumer<SlackPost> called) {
        listener = called;
        return this;
    }

    /** Everything that came, oldest first. */
    public List<Received> requests() {
        return List.copyOf(requests);
    }

    /** All posts to the webhook, refused ones too, oldest first. */
    public List<SlackPost> posts() {
        return List.copyOf(posts);
    }

    /** The posts that the channel's people see. */
    public List<SlackPost> messages() {
        return posts.stream().filter(SlackPost::shown).toList();
    }

    @Override
    public void close() {
        server.close();
    }

    private void answer(Received request, SandboxServer.Wire wire) throws IOException {
        requests.add(request);
        if (!request.path().equals(path)) {
            Fault.status(404, "no_service").play(wire);
        } else if (!request.method().equals("POST")) {
            Fault.status(405, "method_not_allowed").play(wire);
        } else {
            JsonNode payload = WebhookPayload.of(request);
            Fault refusal = refusal(request, payload);
            SlackPost post = new SlackPost(request.at(), request.text(), payload, refusal == null);
            posts.add(post);
            if (refusal == null) {
                listener.accept(post);
                Fault instead = lost.take(request);
                refusal = instead == null ? Fault.status(200, "ok") : instead;
            }
            refusal.play(wire);
        }
    }

    /** Null if the post is to be shown. */
    private Fault refusal(Received request, JsonNode payload) {
        boolean hasty = hasty();
        Fault scripted = script.take(request);
        if (scripted != null) {
            return scripted;
        }
        if (strictRate && hasty) {
            return Fault.status(429, "rate_limited", "Retry-After", "1");
        }
        String problem = WebhookPayload.problem(payload);
        return problem == null ? null : Fault.status(400, problem);
    }

    private synchronized boolean hasty() {
        Instant now = clock.instant();
        boolean hasty = lastPost.isAfter(now.minus(SECOND));
        lastPost = now;
        return hasty;
    }
}
