package io.haetae.sim;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/** One webhook: how it fails, and how soon after that the watch may post to it again. */
final class SimChannel {

    final String webhook;
    /** As it is stored. */
    final String id;
    /** How the next posts fail. */
    final Deque<SlackFault> faults = new ArrayDeque<>();

    private final SimTime time;
    private int posts;
    private long next;
    private long quietUntil;
    private boolean probing;
    /** It took the last payload, and the watch knows so for good. */
    private boolean well = true;

    private int postsBefore;
    private long quietBefore;
    private boolean probingBefore;

    SimChannel(String webhook, SimTime time) {
        this.webhook = webhook;
        this.id = id(webhook);
        this.time = time;
    }

    /** The watch is about to do something, in which it may die. */
    void begins() {
        postsBefore = posts;
        quietBefore = quietUntil;
        probingBefore = probing;
    }

    /** @param stored whether what had come of the posts before could be stored */
    void crashed(boolean stored) {
        quietUntil = stored ? quietBefore : 0;
        probing &= probingBefore && stored;
        well &= posts == postsBefore && stored;
    }

    /** A wait by the clock that was is none by the clock that is. */
    void clockStepped() {
        next = 0;
        quietUntil = 0;
        quietBefore = 0;
        well = false;
    }

    /** Whether nothing keeps the watch from posting to it now. */
    boolean due() {
        return well && time.local() >= next;
    }

    int posts() {
        return posts;
    }

    /** A payload comes. */
    void posted(int alerts, List<String> broken) {
        posts++;
        long now = time.local();
        if (now < next - 100) {
            broken.add("more than a payload a second: " + (next - now) + " ms too early");
        }
        next = Math.max(next, now) + 1000;
        if (now < quietUntil) {
            broken.add("Retry-After of Slack ignored");
        }
        if (alerts == 0 || alerts > 20) {
            broken.add("a payload of " + alerts + " alerts");
        }
        if (probing && alerts != 1) {
            broken.add("a channel in trouble was probed with " + alerts + " alerts");
        }
    }

    /** What it said to the payload was about the payload. */
    void well() {
        probing = false;
        well = true;
    }

    void throttled(int seconds) {
        quietUntil = time.local() + seconds * 1000L;
        well = false;
    }

    void failed() {
        probing = true;
        well = false;
    }

    private static String id(String webhook) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(webhook.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
