package io.haetae.sim;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** How this tracer tells its time, and what the watch can know of it by that. */
final class SimDates {

    /** How an answer tells no time. */
    enum Dateless {
        DATE_MISSING,
        DATE_GARBAGE
    }

    /** Whether it ever tells it. */
    final boolean dated;
    /** Answers from here on that have no usable {@code Date}. */
    int dateless;

    private final SimTime time;
    private final Random random;
    private final Tally tally;
    private Long skewSeen;
    private Long told;
    private boolean untold;
    private boolean stepped;
    private boolean toldThenStepped;
    private boolean steppedSinceStart;
    private Long stored;
    private boolean sinceStart;

    SimDates(SimTime time, Random random, Tally tally) {
        this.time = time;
        this.random = random;
        this.tally = tally;
        this.dated = random.nextInt(5) > 0;
    }

    /** The local clock was set, and no answer has told the time since. */
    void clockStepped() {
        stepped = true;
        steppedSinceStart = true;
        toldThenStepped = told != null;
        told = null;
    }

    /** Whether the local clock was set after an answer of this poll had told the time. */
    boolean toldThenStepped() {
        return toldThenStepped;
    }

    /** The watch has heard the time, and has stored it. */
    void learned() {
        if (told != null) {
            stepped = false;
            stored = told;
        }
    }

    /** Whether a process that starts now may take a wrong time for the present until it has heard another. */
    boolean misleads() {
        return stepped;
    }

    /** Another process asks. */
    void started() {
        sinceStart = false;
        steppedSinceStart = false;
    }

    /** A poll begins. */
    void pollBegins() {
        told = null;
        toldThenStepped = false;
        untold = false;
    }

    /** How far the local clock was ahead by the last answer of this poll that told the time; null if none did. */
    Long toldInPoll() {
        return told;
    }

    /** Whether an answer of this poll did not tell the time. */
    boolean untoldInPoll() {
        return untold;
    }

    /**
     * Whether the watch knows the time to about a second, also where it remembers it from before its start. One that was
     * told none since goes by the clock of its start, whatever becomes of that.
     */
    boolean known() {
        boolean right = Math.abs(time.skew()) < 1_500 && !steppedSinceStart;
        return skewSeen == null ? right : Math.abs(time.skew() - skewSeen) < 1_500 && (sinceStart || right);
    }

    /** What the watch may take for the present. */
    WatchTime watchTime() {
        boolean remembered = sinceStart || Objects.equals(skewSeen, stored);
        return WatchTime.of(time, skewSeen, remembered);
    }

    /** Of the next answer. */
    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        untold |= !dated || dateless > 0;
        if (!dated) {
            return headers;
        }
        if (dateless > 0) {
            dateless--;
            Dateless how = Dateless.values()[random.nextInt(Dateless.values().length)];
            tally.count("tracer", how);
            if (how == Dateless.DATE_GARBAGE) {
                headers.put("Date", "yesterday");
            }
            return headers;
        }
        skewSeen = time.skew();
        told = skewSeen;
        sinceStart = true;
        Instant now = Instant.ofEpochMilli(time.server());
        headers.put("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
        return headers;
    }
}
