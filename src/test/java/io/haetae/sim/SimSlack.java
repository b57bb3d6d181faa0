package io.haetae.sim;

import com.slack.api.webhook.Payload;
import io.haetae.deliver.SlackAnswer;
import io.haetae.deliver.SlackFailure;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/** Slack as far as a webhook shows, and what it has seen: who was told what, when, and whether we could know. */
final class SimSlack {

    /** How the next posts fail. */
    enum Fault {
        THROTTLED,
        SERVER,
        CHANNEL_REFUSES,
        ODD_BODY,
        UNSENT,
        ANSWER_LOST
    }

    private static final Pattern NAME = Pattern.compile("(record|poison)-([0-9]+)");

    final Deque<Fault> faults = new ArrayDeque<>();
    /** Record number to how often its line was accepted. */
    final Map<Integer, Integer> accepted = new HashMap<>();
    /** Record number to how many of these nobody could know of: the answer or the mark was lost. */
    final Map<Integer, Integer> excused = new HashMap<>();
    /** Record number to the local times of its failed attempts. */
    final Map<Integer, List<Long>> failed = new HashMap<>();

    /** What happens after the next ok, before the watch can mark what was posted; null if nothing. */
    Runnable afterPost;

    final List<String> broken = new ArrayList<>();
    private final SimTime time;
    private final Random random;
    private final Tally tally;
    private final Set<Integer> inFlight = new HashSet<>();
    private int posts;
    private long next;
    private long quietUntil;
    private boolean probing;
    private long quietBefore;
    private boolean storeWasSound = true;
    private boolean probingBefore;

    SimSlack(SimTime time, Random random, Tally tally) {
        this.time = time;
        this.random = random;
        this.tally = tally;
    }

    /** The watch is about to do something, in which it may die. */
    void begins() {
        quietBefore = quietUntil;
        probingBefore = probing;
    }

    /** A tick of the delivery; what was marked in the last one is told for good. */
    void tick(boolean storeSound) {
        if (storeWasSound) {
            inFlight.clear();
        }
        storeWasSound = storeSound;
    }

    /** The process ends in peace, but what the store did not take may not be marked. */
    void stops() {
        if (!storeWasSound) {
            crashed();
        }
    }

    /** A wait by the clock that was is none by the clock that is. */
    void clockStepped() {
        next = 0;
        quietUntil = 0;
        quietBefore = 0;
    }

    /** The process died in what had begun: what was accepted in it may never have been marked. */
    void crashed() {
        quietUntil = storeWasSound ? quietBefore : 0;
        probing &= probingBefore && storeWasSound;
        inFlight.forEach(number -> excused.merge(number, 1, Integer::sum));
        inFlight.clear();
    }

    /** How often something was posted. */
    int posts() {
        return posts;
    }

    void take(Exchange exchange) throws Exception {
        posts++;
        List<Integer> numbers =
                numbers(exchange.getMessage().getMandatoryBody(Payload.class).getText());
        judge(exchange.getMessage().getBody(Payload.class).getAttachments().size());
        Fault fault = faults.poll();
        if (fault != null) {
            tally.count("slack", fault);
        }
        boolean poisoned =
                exchange.getMessage().getBody(Payload.class).getText().contains("poison-");
        if (fault == null && poisoned) {
            probing = false;
            throw new SlackFailure(SlackAnswer.of(400, "invalid_payload", null));
        }
        if (fault == null) {
            accept(numbers);
            inFlight.addAll(numbers);
            probing = false;
            exchange.getMessage().setBody(SlackAnswer.OK);
            if (afterPost != null) {
                afterPost.run();
                afterPost = null;
                storeWasSound = false;
            }
            return;
        }
        if (fault == Fault.THROTTLED) {
            int seconds = 1 + random.nextInt(90);
            quietUntil = time.local() + seconds * 1000L;
            throw new SlackFailure(SlackAnswer.of(429, "rate_limited", Integer.toString(seconds)));
        }
        probing = true;
        numbers.forEach(
                number -> failed.computeIfAbsent(number, n -> new ArrayList<>()).add(time.local()));
        throw new SlackFailure(
                switch (fault) {
                    case SERVER -> SlackAnswer.of(500, "rollup_error", null);
                    case CHANNEL_REFUSES -> SlackAnswer.of(404, "no_service", null);
                    case ODD_BODY -> SlackAnswer.of(200, "<html>", null);
                    case UNSENT -> SlackAnswer.unsent("connection refused");
                    default -> {
                        accept(numbers);
                        numbers.forEach(number -> excused.merge(number, 1, Integer::sum));
                        yield SlackAnswer.lost("timeout");
                    }
                });
    }

    private void judge(int alerts) {
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

    private void accept(List<Integer> numbers) {
        for (int number : numbers) {
            if (accepted.getOrDefault(number, 0) > excused.getOrDefault(number, 0)) {
                broken.add("record " + number + " was told twice");
            }
            accepted.merge(number, 1, Integer::sum);
        }
    }

    private static List<Integer> numbers(String text) {
        List<Integer> numbers = new ArrayList<>();
        Matcher names = NAME.matcher(text);
        while (names.find()) {
            numbers.add(Integer.parseInt(names.group(2)));
        }
        return numbers;
    }
}
