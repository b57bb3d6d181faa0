package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.MovableClock;
import io.haetae.store.Cursors;
import io.haetae.tracer.Answer;
import io.haetae.tracer.Page;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.TracerFailure;
import io.haetae.tracer.TracerFailure.Family;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.quartz.CronExpression;

/** The walk against a tracer of a hundred lines, with cursors in a map. */
class WalkTest {

    private static final TracerFailure SERVER = new TracerFailure(Family.SERVER, 503, null);
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long BEGIN = Instant.parse("2024-06-01T00:00:30Z").toEpochMilli();

    private static WalkWorld calm(long seed) throws Exception {
        Random random = new Random(seed);
        WalkWorld world = new WalkWorld(random, new ModelTracer(random));
        return world;
    }

    @Test
    void endsAtOnceWhenNothingIsDue() throws Exception {
        WalkWorld world = calm(1);
        world.poll(0);
        world.walk.begin();
        world.walk.next(world.cursors, List.of(), world.names);
        assertThat(world.walk.open()).isFalse();
    }

    /** A poll of it has begun. */
    private static Walk headOfHours(MovableClock clock, TreeMap<Duration, Long> cursors) throws Exception {
        Plan plan = new Plan(
                new CronExpression("0 * * * * ?"),
                Duration.ofHours(3),
                Duration.ofMinutes(15),
                List.of(Duration.ofHours(6)));
        Walk walk = new Walk(plan, clock, 0);
        walk.begin();
        walk.next(cursors, List.of(), PagingNames.PAGE_SIZE);
        return walk;
    }

    @Test
    void readsAHeadOfHoursWindowByWindow() throws Exception {
        MovableClock clock = new MovableClock(Instant.ofEpochMilli(BEGIN));
        TreeMap<Duration, Long> cursors =
                new TreeMap<>(Map.of(Cursors.HEAD, BEGIN - 10 * MINUTE, Duration.ofHours(6), BEGIN - 6 * HOUR));
        Walk walk = headOfHours(clock, cursors);
        List<Long> starts = new ArrayList<>();
        long end = 0;
        while (walk.open()) {
            Window window = walk.window();
            starts.add(window.from);
            end = window.to;
            walk.sent();
            assertThat(walk.took(page(BEGIN / SECOND * SECOND, false, Set.of())))
                    .isEqualTo(Walk.Step.WINDOW_READ);
            assertThat(walk.progress(cursors).complete() != null).isEqualTo(window.to == BEGIN);
            cursors.putAll(window.moves(cursors));
            walk.saved();
            walk.next(cursors, List.of(), PagingNames.PAGE_SIZE);
        }
        long from = BEGIN - 3 * HOUR - 10 * MINUTE;
        assertThat(starts).containsExactly(from, from + HOUR - 1, from + 2 * HOUR - 2, from + 3 * HOUR - 3);
        assertThat(end).isEqualTo(BEGIN);
        assertThat(cursors.get(Cursors.HEAD)).isEqualTo(BEGIN);
    }

    /** A clock that was set back an hour between answer and store made the watch blind for that hour. */
    @Test
    void aClockThatIsSetWhileAnAnswerIsSavedDatesNothing() throws Exception {
        for (long step : new long[] {-HOUR, 24 * HOUR}) {
            MovableClock clock = new MovableClock(Instant.ofEpochMilli(BEGIN));
            Plan plan = new Plan(
                    new CronExpression("0 * * * * ?"),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    List.of(Duration.ofHours(6)));
            Walk walk = new Walk(plan, clock, 0);
            TreeMap<Duration, Long> cursors =
                    new TreeMap<>(Map.of(Cursors.HEAD, BEGIN - MINUTE, Duration.ofHours(6), BEGIN - HOUR));
            walk.begin();
            walk.next(cursors, List.of(), PagingNames.PAGE_SIZE);
            walk.sent();
            walk.took(page(BEGIN, false, Set.of()));
            clock.set(Instant.ofEpochMilli(BEGIN + step));
            assertThat(walk.progress(cursors).complete()).isEqualTo(BEGIN);
            walk.saved();
            assertThat(walk.ended("default").now()).isEqualTo(BEGIN);
        }
    }

    /** The head reaches back from the present: by a clock of tomorrow it would have left the rest to the sweeps. */
    @Test
    void aClockThatIsSetBetweenTwoWindowsOfTheHeadSkipsNothing() throws Exception {
        MovableClock clock = new MovableClock(Instant.ofEpochMilli(BEGIN));
        TreeMap<Duration, Long> cursors =
                new TreeMap<>(Map.of(Cursors.HEAD, BEGIN - 10 * MINUTE, Duration.ofHours(6), BEGIN - 6 * HOUR));
        Walk walk = headOfHours(clock, cursors);
        Window first = walk.window();
        walk.sent();
        walk.took(page(BEGIN, false, Set.of()));
        cursors.putAll(first.moves(cursors));
        walk.saved();
        clock.set(Instant.ofEpochMilli(BEGIN + 24 * HOUR));
        walk.next(cursors, List.of(), PagingNames.PAGE_SIZE);
        assertThat(walk.window().age).isEqualTo(Cursors.HEAD);
        assertThat(walk.window().from).isEqualTo(first.to - 1);
    }

    @Test
    void readsTheHeadFirstThenTheSweepsInTurn() throws Exception {
        MovableClock clock = new MovableClock(Instant.ofEpochMilli(BEGIN));
        List<Duration> ages = List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6));
        Plan plan = new Plan(new CronExpression("0 * * * * ?"), Duration.ofMinutes(5), Duration.ofMinutes(15), ages);
        Walk walk = new Walk(plan, clock, 0);
        TreeMap<Duration, Long> cursors = new TreeMap<>();
        cursors.put(Cursors.HEAD, BEGIN - 10 * HOUR);
        ages.forEach(age -> cursors.put(age, BEGIN - 10 * HOUR - age.toMillis()));
        List<Duration> order = new ArrayList<>();
        walk.begin();
        walk.next(cursors, List.of(), PagingNames.PAGE_SIZE);
        for (int i = 0; i < 6; i++) {
            order.add(walk.window().age);
            walk.sent();
            if (i == 5) {
                break;
            }
            walk.took(page(BEGIN / SECOND * SECOND, false, Set.of()));
            cursors.putAll(walk.window().moves(cursors));
            walk.saved();
            walk.next(cursors, List.of(), PagingNames.PAGE_SIZE);
        }
        assertThat(order)
                .containsExactly(Cursors.HEAD, ages.get(0), ages.get(1), ages.get(2), ages.get(0), ages.get(1));
        assertThat(walk.took(new Answer(null, SERVER, null, null))).isEqualTo(Walk.Step.FAILED);
        walk.end();
        walk.begin();
        walk.next(cursors, List.of(), PagingNames.PAGE_SIZE);
        assertThat(walk.window().age)
                .as("the one after that which ended the poll")
                .isEqualTo(ages.get(2));
    }

    @Test
    void threePagesWithoutANewIdHalveTheWindow() throws Exception {
        Walk walk = open();
        Set<PagingNames> echo = EnumSet.of(PagingNames.PAGE_SIZE);
        assertThat(walk.took(page(BEGIN, true, echo, "a"))).isEqualTo(Walk.Step.NEXT_PAGE);
        assertThat(walk.took(page(BEGIN, true, echo, "a"))).isEqualTo(Walk.Step.NEXT_PAGE);
        assertThat(walk.took(page(BEGIN, true, echo))).isEqualTo(Walk.Step.NEXT_PAGE);
        assertThat(walk.request().page()).isEqualTo(3);
        Window whole = walk.window();
        assertThat(walk.took(page(BEGIN, true, echo, "a"))).isEqualTo(Walk.Step.NEXT_PAGE);
        assertThat(walk.request().page())
                .as("half of the window, from its first page on")
                .isZero();
        assertThat(walk.window().from).isEqualTo(whole.from);
        assertThat(walk.window().to).isEqualTo(whole.from + (whole.to - whole.from) / 2);
    }

    @Test
    void aLastPageWithoutANewIdIsStillTheLast() throws Exception {
        Walk walk = open();
        Set<PagingNames> echo = EnumSet.of(PagingNames.PAGE_SIZE);
        for (int i = 0; i < 3; i++) {
            assertThat(walk.took(page(BEGIN, true, echo, "a"))).isEqualTo(Walk.Step.NEXT_PAGE);
        }
        assertThat(walk.took(page(BEGIN, false, echo, "a"))).isEqualTo(Walk.Step.WINDOW_READ);
    }

    @Test
    void anEchoUnderTheOtherNamesOrA400SwitchesOnce() throws Exception {
        Answer refused = new Answer(null, new TracerFailure(Family.BAD_REQUEST, 400, null), BEGIN, null);
        Walk walk = open();
        assertThat(walk.took(page(BEGIN, false, EnumSet.of(PagingNames.PAGE_INDEX), "a")))
                .isEqualTo(Walk.Step.NEXT_PAGE);
        assertThat(walk.request().names()).isEqualTo(PagingNames.PAGE_INDEX);
        assertThat(walk.took(refused)).as("no second switch").isEqualTo(Walk.Step.FAILED);

        walk = open();
        assertThat(walk.took(refused)).isEqualTo(Walk.Step.NEXT_PAGE);
        assertThat(walk.request().names()).isEqualTo(PagingNames.PAGE_INDEX);
        assertThat(walk.took(page(BEGIN, false, Set.of(), "a"))).isEqualTo(Walk.Step.WINDOW_READ);
        assertThat(walk.window().names()).isEqualTo(PagingNames.PAGE_INDEX);
    }

    @Test
    void anEchoUnderBothNamesSwitchesNothing() throws Exception {
        Walk walk = open();
        Set<PagingNames> both = EnumSet.allOf(PagingNames.class);
        assertThat(walk.took(page(BEGIN, true, both, "a"))).isEqualTo(Walk.Step.NEXT_PAGE);
        assertThat(walk.took(page(BEGIN, true, both, "a"))).isEqualTo(Walk.Step.NEXT_PAGE);
        assertThat(walk.request().names()).isEqualTo(PagingNames.PAGE_SIZE);
        assertThat(walk.request().page()).isEqualTo(2);
    }

    /** Without an echo nobody can tell it from one that is deaf to the names: tried once, then read in patience. */
    @Test
    void aTracerThatShowsAPageTwiceHoldsUpNothing() throws Exception {
        Answer refused = new Answer(null, new TracerFailure(Family.BAD_REQUEST, 400, null), BEGIN, null);
        Walk walk = open();
        walk.took(page(BEGIN, true, Set.of(), "a"));
        assertThat(walk.took(page(BEGIN, true, Set.of(), "a"))).isEqualTo(Walk.Step.NEXT_PAGE);
        assertThat(walk.request().names()).isEqualTo(PagingNames.PAGE_INDEX);
        assertThat(walk.took(refused)).isEqualTo(Walk.Step.FAILED);
        walk.end();
        again(walk);
        walk.took(page(BEGIN, true, Set.of(), "a"));
        walk.took(page(BEGIN, true, Set.of(), "a"));
        assertThat(walk.request().names()).isEqualTo(PagingNames.PAGE_SIZE);
        assertThat(walk.request().page()).isEqualTo(2);
        assertThat(walk.took(page(BEGIN, false, Set.of(), "b"))).isEqualTo(Walk.Step.WINDOW_READ);
    }

    @Test
    void signsByTheTracersClockAsFarAsItIsKnown() throws Exception {
        MovableClock clock = new MovableClock(Instant.ofEpochMilli(BEGIN));
        for (long off : new long[] {-3 * HOUR, -90 * SECOND, 90 * SECOND, 3 * HOUR}) {
            Walk walk = open(clock);
            walk.took(page((BEGIN + off) / SECOND * SECOND, false, Set.of()));
            assertThat(walk.now()).isBetween(BEGIN + off - SECOND, BEGIN + off + SECOND);
        }
        Walk walk = open(clock);
        walk.took(page(BEGIN / SECOND * SECOND, false, Set.of()));
        assertThat(walk.now()).as("a Date of whole seconds is no offset").isEqualTo(BEGIN);
    }

    @Test
    void beginsTheFirstTimeFiveMinutesBeforeTheOverlapOrSince() throws Exception {
        Walk walk = open();
        assertThat(walk.first(null)).isEqualTo(BEGIN - 10 * MINUTE);
        assertThat(walk.first(BEGIN - HOUR)).isEqualTo(BEGIN - HOUR - 5 * MINUTE);
    }

    private static Walk open() throws Exception {
        return open(new MovableClock(Instant.ofEpochMilli(BEGIN)));
    }

    /** A sweep's window, as the head is not due again. */
    private static void again(Walk walk) {
        walk.begin();
        walk.next(
                new TreeMap<>(Map.of(Cursors.HEAD, BEGIN, Duration.ofMinutes(15), BEGIN - HOUR)),
                List.of(),
                PagingNames.PAGE_SIZE);
        walk.sent();
    }

    private static Walk open(MovableClock clock) throws Exception {
        Plan plan = new Plan(
                new CronExpression("0 * * * * ?"),
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                List.of(Duration.ofMinutes(15)));
        Walk walk = new Walk(plan, clock, 0);
        walk.begin();
        walk.next(
                new TreeMap<>(Map.of(Cursors.HEAD, BEGIN - MINUTE, Duration.ofMinutes(15), BEGIN)),
                List.of(),
                PagingNames.PAGE_SIZE);
        walk.sent();
        return walk;
    }

    private static Answer page(long date, boolean more, Set<PagingNames> echo, String... ids) {
        Page page = new Page(ids.length, List.of(ids), List.of(), List.of(), echo, more, null);
        return new Answer(page, null, date, null);
    }
}
