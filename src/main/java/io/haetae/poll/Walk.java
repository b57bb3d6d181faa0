package io.haetae.poll;

import io.haetae.store.Hole;
import io.haetae.store.Progress;
import io.haetae.tracer.Answer;
import io.haetae.tracer.Page;
import io.haetae.tracer.PageRequest;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.TracerFailure;
import io.haetae.tracer.TracerFailure.Family;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One account's way through readings, windows and pages: knows what to ask for next, and what an answer means for it.
 * Used by one thread at a time; holds nothing that must outlive the process, so a restart only asks again.
 */
public final class Walk {

    /** The tracer keeps records that long. */
    private static final Duration KEPT = Duration.ofDays(90);

    /** Longer than a poll goes without an answer, and short beside blind-after. */
    private static final Duration SET = Duration.ofMinutes(1);

    private final Plan plan;
    private final TracerClock clock;
    private final Readings readings;
    private boolean patient; // switching names did not help the last time: it was the tracer that repeats itself

    private boolean everComplete;

    // the rest is of the poll under way
    private List<Hole> holes = List.of();
    private Window window;
    private Suspect suspect; // null unless the window is the one next to it
    private Long skew;
    private Long told; // by the last answer that told its time
    private long signed;
    private long signedOff;
    private boolean heard;
    private boolean complete;
    private TracerFailure failure;

    /** @param offset milliseconds that the tracer's clock was ahead when it was heard last */
    Walk(Plan plan, Clock local, long offset) {
        this.plan = plan;
        this.clock = new TracerClock(local, offset);
        this.readings = new Readings(plan, local);
    }

    /** By the tracer's clock, as far as it is known: epoch milliseconds, UTC. */
    public long now() {
        return clock.now();
    }

    /**
     * As {@link #now()}, unless our clock was set since an answer of this poll has told the time: a head that is read or
     * complete by a clock that was just set leaves a stretch to the sweeps, or makes the watch blind for an hour.
     */
    private long present() {
        long now = now();
        return told != null && Math.abs(now - told) > SET.toMillis() ? told : now;
    }

    /** Where cursors and rules begin at an account's first start. */
    long first(Long since) {
        return (since != null ? since : now() - plan.overlap().toMillis()) - Plan.DOUBT.toMillis();
    }

    /** A poll begins; whatever the last one left open is forgotten. */
    void begin() {
        readings.begin();
        end();
        skew = null;
        told = null;
        signedOff = 0;
        heard = false;
        complete = false;
        failure = null;
    }

    /** How the poll ended. */
    PollEnd ended(String account) {
        return new PollEnd(account, present(), complete, heard, failure, skew, signedOff);
    }

    boolean open() {
        return window != null;
    }

    Window window() {
        return window;
    }

    /** Whether this process has completed a poll. */
    boolean everComplete() {
        return everComplete;
    }

    /**
     * What lies before is gone; null unless the tracer has told its time in this poll, for a clock may have jumped. Both
     * clocks must agree: a {@code Date} that is far ahead would take the sweeps past what they have never read, for good.
     */
    Long gone() {
        return skew == null ? null : (Long) (Math.min(present(), clock.local()) - KEPT.toMillis());
    }

    /**
     * Opens the window to read next, if any reading is due.
     *
     * @param known the account's holes, in the order of time
     */
    void next(TreeMap<Duration, Long> cursors, List<Hole> known, PagingNames names) {
        holes = known;
        window = readings.next(cursors, known, names, present());
    }

    PageRequest request() {
        return window.request();
    }

    /** A request leaves: its time by the tracer's clock, to sign it with. */
    public long sent() {
        clock.sent();
        signed = now();
        return signed;
    }

    /** What an answer means for the window. */
    enum Step {
        NEXT_PAGE,
        WINDOW_READ,
        FAILED
    }

    /** The answer's {@code Date} sets the clock, before anything of it is stored. */
    void heard(Answer answer) {
        signedOff = answer.date() == null ? 0 : answer.date() - signed;
        if (answer.date() != null) {
            skew = clock.heard(answer.date());
            told = answer.date();
        }
    }

    Step took(Answer answer) {
        heard(answer);
        boolean dated = answer.date() != null;
        window.answered(dated ? answer.date() : present() - Plan.DOUBT.toMillis(), dated);
        if (answer.failure() == null) {
            return read(answer.page());
        }
        boolean refused = answer.failure().family() == Family.BAD_REQUEST;
        if (refused && window.switchNames()) {
            return Step.NEXT_PAGE;
        }
        patient |= refused;
        return failed(answer.failure());
    }

    private Step read(Page page) {
        heard = true;
        boolean fresh = window.take(page.ids());
        boolean otherNames = !page.echo().isEmpty() && !page.echo().contains(window.names());
        boolean perhapsDeaf = !patient && page.echo().isEmpty() && window.page() > 0 && !fresh;
        if ((otherNames || perhapsDeaf) && window.switchNames()) {
            return Step.NEXT_PAGE;
        }
        if (!page.hasMore()) {
            return Step.WINDOW_READ;
        }
        if (window.stuck()) {
            patient = window.switched() && !window.begunAgain();
            if (patient) { // the switch has not helped: the tracer repeats itself, and that is to be borne
                window = window.again();
                return Step.NEXT_PAGE;
            }
            return failed(new TracerFailure(Family.NO_PROGRESS, 200, null));
        }
        if (window.tooMany()) {
            return failed(new TracerFailure(Family.MANY_PAGES, 200, null));
        }
        window.nextPage();
        return Step.NEXT_PAGE;
    }

    private Step failed(TracerFailure why) {
        if (why.family() == Family.DEADLINE) {
            readings.stride(window.age).halve(window);
        }
        Window instead = why.family().halves() ? instead(why) : null;
        if (instead == null) {
            failure = why;
            return Step.FAILED;
        }
        window = instead;
        return Step.NEXT_PAGE;
    }

    /** What to read instead of a window that the tracer could not answer; null if nothing helps. */
    private Window instead(TracerFailure why) {
        if (suspect != null) {
            return suspect.isBefore(window) ? suspect.before(holes) : null;
        }
        if (window.halvable()) {
            Stride stride = readings.stride(window.age);
            stride.halve(window);
            return window.shortened(stride.length());
        }
        suspect = new Suspect(window, why.toString());
        Window after = suspect.after(holes);
        return after != null ? after : suspect.before(holes);
    }

    /** Why the poll failed; null if it did not. */
    TracerFailure failure() {
        return failure;
    }

    /** What the window that was read brings, and the hole beside it. */
    Progress progress(TreeMap<Duration, Long> cursors) {
        Map<Duration, Long> moves = window.moves(cursors);
        if (suspect != null) {
            moves.merge(window.age, suspect.reach(), Math::max);
        }
        return new Progress(
                moves,
                window.from,
                window.to,
                suspect == null ? null : suspect.hole(),
                window.names().toString(),
                completes() ? present() : null);
    }

    /** The window's cursors are saved. */
    void saved() {
        complete |= completes();
        everComplete |= complete;
        long next = suspect == null ? window.to - 1 : Math.max(suspect.end(), window.to - 1);
        readings.passed(window.age, next, last());
        end();
    }

    /** Whether the reading ends here for this poll: at its end, or where it may not take anything for read. */
    private boolean last() {
        return atEnd() || window.beyond() || suspect != null && suspect.beyond();
    }

    /** Whether the head is complete: it has come to its end, or to where the tracer has nothing yet. */
    private boolean completes() {
        return window.age.isZero() && (atEnd() || window.reachesNow());
    }

    private boolean atEnd() {
        return window.to == window.end || suspect != null && suspect.end() == window.end;
    }

    /** The poll ends here; its next one begins the sweeps with the one after this. */
    void end() {
        window = null;
        suspect = null;
    }
}
