package io.haetae.poll;

import io.haetae.store.Cursors;
import io.haetae.tracer.Answer;
import io.haetae.tracer.Page;
import io.haetae.tracer.PageRequest;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.TracerFailure;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * One account's way through readings, windows and pages: knows what to ask for next, and what an answer means for it.
 * Used by one thread at a time; holds nothing that must outlive the process, so a restart only asks again.
 */
public final class Walk {

    private final Plan plan;
    private final Clock clock;

    private long offset;
    private Long headBegan;
    private int turn;
    private boolean headLast;
    private boolean patient; // switching names did not help the last time: it was the tracer that repeats itself

    private final Set<Duration> ended = new HashSet<>();
    private Long headTo; // null unless the head is under way
    private long headAt;
    private Window window;
    private long sentAt;

    private Long skew; // the rest is of the poll under way
    private boolean heard;
    private boolean complete;
    private TracerFailure failure;

    Walk(Plan plan, Clock clock) {
        this.plan = plan;
        this.clock = clock;
    }

    /** By the tracer's clock, as far as it is known: epoch milliseconds, UTC. */
    public long now() {
        return clock.millis() + offset;
    }

    List<Duration> ages() {
        return plan.ages();
    }

    /** Where cursors and rules begin at an account's first start. */
    long first(Long since) {
        return (since != null ? since : now() - plan.overlap().toMillis()) - Plan.DOUBT.toMillis();
    }

    /** A poll begins; whatever the last one left open is forgotten. */
    void begin() {
        ended.clear();
        headTo = null;
        headLast = false;
        window = null;
        skew = null;
        heard = false;
        complete = false;
        failure = null;
    }

    /** How the poll ended. */
    PollEnd ended(String account) {
        return new PollEnd(account, now(), complete, heard, failure, skew);
    }

    boolean open() {
        return window != null;
    }

    Window window() {
        return window;
    }

    /**
     * Opens the window to read next, if any reading is due: the head first, then the sweeps in turn. After a head one
     * sweep has its window even if the head is due again: where reading the head takes longer than its cron's interval,
     * the sweeps would never read on.
     */
    void next(TreeMap<Duration, Long> cursors, PagingNames names) {
        boolean due = plan.headDue(headBegan, clock.millis());
        boolean sweepsTurn = headLast && headTo == null;
        headLast = false;
        window = sweepsTurn ? sweep(cursors, names) : null;
        if (window == null) {
            window = headTo != null || due ? head(cursors.get(Cursors.HEAD), names) : sweep(cursors, names);
        }
    }

    private Window head(long cursor, PagingNames names) {
        if (headTo == null) {
            headBegan = clock.millis();
            headTo = now();
            headAt = plan.headFrom(cursor, headTo);
        }
        long to = Math.min(headAt + Plan.WINDOW.toMillis(), headTo);
        return new Window(Cursors.HEAD, headAt, to, to == headTo, names);
    }

    private Window sweep(TreeMap<Duration, Long> cursors, PagingNames names) {
        List<Duration> ages = plan.ages();
        for (int i = 0; i < ages.size(); i++) {
            Duration age = ages.get((turn + i) % ages.size());
            long cursor = cursors.get(age);
            if (!ended.contains(age) && plan.sweepDue(age, cursor, now())) {
                turn = (turn + i + 1) % ages.size();
                long to = Math.min(cursor - 1 + Plan.WINDOW.toMillis(), now() - age.toMillis());
                return new Window(age, cursor - 1, to, true, names);
            }
        }
        turn = 0;
        return null;
    }

    PageRequest request() {
        return window.request();
    }

    /** A request leaves: its time by the tracer's clock, to sign it with. */
    public long sent() {
        sentAt = clock.millis();
        return now();
    }

    /** What an answer means for the window. */
    enum Step {
        NEXT_PAGE,
        WINDOW_READ,
        FAILED
    }

    /** A failure that the page itself doesn't show. */
    static final TracerFailure NO_PROGRESS = new TracerFailure(TracerFailure.Family.NO_PROGRESS, 200, null);

    Step took(Answer answer) {
        long received = clock.millis();
        if (answer.date() != null) {
            offset = offset(answer.date(), sentAt, received);
            skew = offset;
        }
        window.answered(answer.date() != null ? answer.date() : now() - Plan.DOUBT.toMillis());
        if (answer.failure() != null) {
            boolean refused = Integer.valueOf(400).equals(answer.failure().status());
            if (refused && window.switchNames()) {
                return Step.NEXT_PAGE;
            }
            patient |= refused;
            return Step.FAILED;
        }
        return read(answer.page());
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
            patient = !patient;
            return Step.FAILED;
        }
        window.nextPage();
        return Step.NEXT_PAGE;
    }

    /** The window's cursors are saved. */
    void saved() {
        if (window.age.isZero()) {
            headLast = completes();
            complete |= headLast;
            headTo = headLast ? null : headTo;
            headAt = window.to - 1;
        } else if (window.beyond()) {
            ended.add(window.age);
        }
        window = null;
    }

    /** Whether this window completes the head. */
    boolean completes() {
        return window.age.isZero() && (window.last || window.beyond());
    }

    /** The poll ends here; its next one begins the sweeps with the one after this. */
    void end(TracerFailure why) {
        window = null;
        failure = why;
    }

    /** How far the tracer's clock is ahead. {@code Date} tells whole seconds, so what fits between is no offset. */
    private static long offset(long date, long sent, long received) {
        if (date > received) {
            return date - received;
        }
        return date + 999 < sent ? date + 999 - sent : 0;
    }
}
