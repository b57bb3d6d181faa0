package io.haetae.sim;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Knows what Slack must hear of the store past the store. A look at a broken store tells its beginning: if none was told
 * within the hour, or if the trouble has lasted five minutes, by looks and by the wall clock; and when that is told, a
 * look at a sound one its end. Nothing else is told, over restarts too: what was told is known to the next process, what
 * was only seen is not.
 *
 * <p>It excuses that a line comes again where nobody could know that Slack has it: its answer was lost, or the process
 * died in the very look that posted it, as the stamp is that look's last step. Of the pace it demands no more than is
 * promised: these lines know nothing of the deliveries' second, holds and {@code Retry-After}, only of their own.
 */
final class StoreLineOracle {

    /** What is told in a life of enough trouble. */
    static final List<String> TOLD = List.of("store begins", "store ends");

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    /** A beginning is told no sooner after the last one. */
    private static final long APART = 60 * MINUTE;
    /** Unless the trouble lasts so long. */
    private static final long LASTS = 5 * MINUTE;
    /** What could not be posted is not tried again sooner. */
    private static final long AGAIN = 30 * SECOND;

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    private static final DateTimeFormatter SEOUL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Seoul"));

    private enum Line {
        BEGIN("장애가 있어"),
        END("정상으로 돌아왔습니다");

        private final String words;

        Line(String words) {
            this.words = words;
        }
    }

    private final SimSlack slack;
    private final SimTime time;
    private final Tally tally;

    // what each process must know; all times are the local clock's, as that is what is promised
    private Long told; // when a beginning was told last
    private Long open; // since when the trouble was, whose end is still to be told

    // what only the process knows that has seen it
    private Long failing; // the first of the looks in a row that found it broken
    private Long begun; // since when the trouble was, whose beginning is still to be told
    private Long ended;
    private long notBefore; // Slack or the pause after a failure does not allow it sooner
    private long atLatest; // nothing may hold it longer

    private Line due;

    StoreLineOracle(SimSlack slack, SimTime time, Tally tally) {
        this.slack = slack;
        this.time = time;
        this.tally = tally;
    }

    /** The last one may have died in a look: what Slack took in that has no stamp, and is still to be told. */
    void processStarts() {
        SimLine line = posted(false);
        if (line != null && line.fault() == null) {
            tally.count("store", "stamp lost");
        }
        failing = null;
        begun = null;
        ended = null;
        due = null;
        notBefore = 0;
        atLatest = 0;
    }

    /** A wait by the clock that was is none by the clock that is; but it may last until that shows the same time. */
    void clockStepped() {
        notBefore = 0;
    }

    void beforeLook(boolean broken) {
        long now = time.local();
        if (broken) {
            failing = failing == null ? (Long) now : failing;
            ended = null;
            if (open == null && begun == null && mayBegin(now)) {
                begun = failing;
            }
        } else {
            failing = null;
            boolean untold = open != null || begun != null;
            ended = untold && ended == null ? (Long) now : ended;
        }
        due = begun != null ? Line.BEGIN : open != null && ended != null ? Line.END : null;
    }

    /** When it was told in a future that is none any more, nobody knows how long ago: rather twice than never. */
    private boolean mayBegin(long now) {
        return told == null || told > now || now - told >= APART || now - failing >= LASTS;
    }

    /** The process has survived the look. */
    void afterLook() {
        SimLine line = posted(due != null && time.local() >= atLatest);
        if (line == null) {
            return;
        }
        if (line.fault() != null) {
            failed(line);
            return;
        }
        tally.count("condition", due == Line.BEGIN ? "store begins" : "store ends");
        if (due == Line.BEGIN) {
            told = time.local();
            open = begun;
            begun = null;
        } else {
            open = null;
            ended = null;
        }
        notBefore = 0;
        atLatest = 0;
    }

    private void failed(SimLine line) {
        long now = time.local();
        notBefore = now + Math.max(AGAIN, line.quiet() * SECOND);
        atLatest = line.fault() == SlackFault.THROTTLED ? notBefore : now + longest(line.fault());
    }

    /** Waits grow with each failure in a row; so far. */
    private static long longest(SlackFault fault) {
        return switch (fault) {
            case ANSWER_LOST -> 60 * MINUTE;
            case CHANNEL_REFUSES, ODD_BODY -> 15 * MINUTE;
            default -> 6 * MINUTE;
        };
    }

    /** What came in this look, if that is what may come; null if nothing did. */
    private SimLine posted(boolean must) {
        List<SimLine> lines = List.copyOf(slack.lines);
        slack.lines.clear();
        Line wanted = due;
        Oracle.must(lines.size() <= 1, () -> "lines of the store in one look: " + lines);
        Oracle.must(!must || !lines.isEmpty(), () -> "of the store was not told: " + wanted + " since " + since());
        if (lines.isEmpty()) {
            return null;
        }
        SimLine line = lines.get(0);
        Oracle.must(wanted != null, () -> "nothing is to be told of the store, and yet came: " + line.text());
        Oracle.must(line.text().contains(wanted.words), () -> wanted + " is to be told of the store, not: " + line);
        Oracle.must(
                time.local() >= notBefore,
                () -> "a line of the store came " + (notBefore - time.local()) + " ms too early");
        List<String> times =
                TIME.matcher(line.text()).results().map(MatchResult::group).toList();
        List<String> right = wanted == Line.BEGIN ? List.of(said(begun)) : List.of(said(open), said(ended));
        Oracle.must(times.equals(right), () -> "the times are " + right + ", not: " + line.text());
        return line;
    }

    private String since() {
        return said(begun != null ? begun : open);
    }

    private static String said(long millis) {
        return SEOUL.format(Instant.ofEpochMilli(millis));
    }

    /** Whether Slack is still to hear something. */
    boolean isOpen() {
        return open != null || begun != null;
    }
}
