package io.haetae.sim;

import com.slack.api.webhook.Payload;
import io.haetae.deliver.SlackAnswer;
import io.haetae.deliver.SlackFailure;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;

/** Slack as far as webhooks show, and what it has seen: who was told what, where, when, and whether we could know. */
final class SimSlack {

    private static final Pattern NAME = Pattern.compile("(record|poison)-([0-9]+)");

    /** The first one is for all that have none of their own. */
    final List<SimChannel> channels = new ArrayList<>();
    /** Record number to how often its line was accepted. */
    final Map<Integer, Integer> accepted = new HashMap<>();
    /** Record number to how many of these nobody could know of: the answer or the mark was lost. */
    final Map<Integer, Integer> excused = new HashMap<>();
    /** Record number to the local times of its failed attempts. */
    final Map<Integer, List<Long>> failed = new HashMap<>();

    /** What came past the store since that was looked at last. */
    final List<SimLine> lines = new ArrayList<>();

    /** What happens after the next ok, before the watch can mark what was posted; null if nothing. */
    Runnable afterPost;

    final List<String> broken = new ArrayList<>();
    private final Map<AlertKind, SimChannel> hearing = new EnumMap<>(AlertKind.class);
    private final SimTime time;
    private final Random random;
    private final Tally tally;
    private final Set<Integer> inFlight = new HashSet<>();
    private boolean storeWasSound = true;

    /** @param layout draws who has a channel of its own */
    SimSlack(SimTime time, Random random, Random layout, Tally tally) {
        this.time = time;
        this.random = random;
        this.tally = tally;
        SimChannel first = another();
        hearing.put(AlertKind.HIGH, first);
        hearing.put(AlertKind.CRITICAL, layout.nextBoolean() ? another() : first);
        hearing.put(AlertKind.WATCH, layout.nextInt(3) == 0 ? another() : first);
    }

    private SimChannel another() {
        SimChannel channel = new SimChannel("https://hooks.slack.com/services/T/B/" + channels.size(), time);
        channels.add(channel);
        return channel;
    }

    /** Where that kind belongs. */
    SimChannel of(AlertKind kind) {
        return hearing.get(kind);
    }

    /** The watch is about to do something, in which it may die. */
    void begins() {
        channels.forEach(SimChannel::begins);
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

    void clockStepped() {
        channels.forEach(SimChannel::clockStepped);
    }

    /** All trouble ends. */
    void heal() {
        channels.forEach(channel -> channel.faults.clear());
    }

    /** The process died in what had begun: what was accepted in it may never have been marked. */
    void crashed() {
        channels.forEach(channel -> channel.crashed(storeWasSound));
        inFlight.forEach(number -> excused.merge(number, 1, Integer::sum));
        inFlight.clear();
    }

    /** How often something was posted. */
    int posts() {
        return channels.stream().mapToInt(SimChannel::posts).sum();
    }

    /** @param id of the channel */
    void take(Exchange exchange, String id) throws Exception {
        SimChannel channel = channels.stream()
                .filter(each -> each.id.equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody has channel " + id));
        Payload payload = exchange.getMessage().getMandatoryBody(Payload.class);
        if (payload.getAttachments() == null) { // no alert is without one
            takeLine(exchange, channel, payload.getText());
            return;
        }
        channel.posted(payload.getAttachments().size(), broken);
        if (storeWasSound) {
            inFlight.clear(); // one claim is settled before the next is made
        }
        List<Integer> numbers = numbers(payload.getText(), channel);
        SlackFault fault = channel.faults.poll();
        if (fault != null) {
            tally.count("slack", fault);
            fail(channel, fault, numbers);
        }
        channel.well();
        if (payload.getText().contains("poison-")) {
            throw new SlackFailure(SlackAnswer.of(400, "invalid_payload", null));
        }
        accept(numbers);
        inFlight.addAll(numbers);
        exchange.getMessage().setBody(SlackAnswer.OK);
        if (afterPost != null) {
            afterPost.run();
            afterPost = null;
            storeWasSound = false;
        }
    }

    /**
     * A line that comes past the store. The delivery knows nothing of it: it counts in no channel's second, and what Slack
     * answers to it binds nobody but the next such line.
     */
    private void takeLine(Exchange exchange, SimChannel channel, String text) throws SlackFailure {
        if (of(AlertKind.WATCH) != channel) {
            broken.add("posted to the wrong channel: " + text);
        }
        SlackFault fault = channel.faults.poll();
        int quiet = fault == SlackFault.THROTTLED ? 1 + random.nextInt(90) : 0;
        lines.add(new SimLine(channel, text, fault, quiet));
        if (fault != null) {
            tally.count("slack", fault);
            throw new SlackFailure(answer(fault, quiet));
        }
        exchange.getMessage().setBody(SlackAnswer.OK);
    }

    private void fail(SimChannel channel, SlackFault fault, List<Integer> numbers) throws SlackFailure {
        int quiet = 0;
        if (fault == SlackFault.THROTTLED) {
            quiet = 1 + random.nextInt(90);
            channel.throttled(quiet);
        } else {
            channel.failed();
            numbers.forEach(number ->
                    failed.computeIfAbsent(number, n -> new ArrayList<>()).add(time.local()));
        }
        if (fault == SlackFault.ANSWER_LOST) {
            accept(numbers);
            numbers.forEach(number -> excused.merge(number, 1, Integer::sum));
        }
        throw new SlackFailure(answer(fault, quiet));
    }

    private static SlackAnswer answer(SlackFault fault, int quiet) {
        return switch (fault) {
            case THROTTLED -> SlackAnswer.of(429, "rate_limited", Integer.toString(quiet));
            case SERVER -> SlackAnswer.of(500, "rollup_error", null);
            case CHANNEL_REFUSES -> SlackAnswer.of(404, "no_service", null);
            case ODD_BODY -> SlackAnswer.of(200, "<html>", null);
            case UNSENT -> SlackAnswer.unsent("connection refused");
            case ANSWER_LOST -> SlackAnswer.lost("timeout");
        };
    }

    private void accept(List<Integer> numbers) {
        for (int number : numbers) {
            if (accepted.getOrDefault(number, 0) > excused.getOrDefault(number, 0)) {
                broken.add("record " + number + " was told twice");
            }
            accepted.merge(number, 1, Integer::sum);
        }
    }

    /** Of the records in it; a line without one is the watch's. */
    private List<Integer> numbers(String text, SimChannel channel) {
        List<Integer> numbers = new ArrayList<>();
        for (String line : text.split("\n")) {
            Matcher name = NAME.matcher(line);
            AlertKind kind = AlertKind.WATCH;
            if (name.find()) {
                int number = Integer.parseInt(name.group(2));
                numbers.add(number);
                kind = SimRecord.kind(number);
            }
            if (of(kind) != channel) {
                broken.add("posted to the wrong channel: " + line);
            }
        }
        return numbers;
    }
}
