package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.MovableClock;
import io.haetae.store.Cursors;
import io.haetae.store.Hole;
import io.haetae.store.Progress;
import io.haetae.tracer.Answer;
import io.haetae.tracer.Page;
import io.haetae.tracer.PageRequest;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.TracerFailure;
import io.haetae.tracer.TracerFailure.Family;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.quartz.CronExpression;

/** The walk against a tracer of a hundred lines, with cursors in a map. */
class WalkTest {

    private static final TracerFailure SERVER = new TracerFailure(Family.SERVER, 503, null);
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long BEGIN = Instant.parse("2024-06-01T00:00:30Z").toEpochMilli();
    private static final List<List<Duration>> AGES = List.of(
            List.of(Duration.ofMinutes(15)),
            List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6)),
            List.of(Duration.ofMinutes(30), Duration.ofMinutes(45)),
            List.of(Duration.ofHours(3), Duration.ofHours(24)));

    /** Everything that is no product: the tracer's time, what is read, and what must hold meanwhile. */
    private static final class World {

        final Random random;
        final ModelTracer tracer;
        final List<Duration> ages;
        final Plan plan;
        long skew; // of the local clock
        final int dates; // of a hundred answers have a Date
        final MovableClock local = new MovableClock(Instant.ofEpochMilli(BEGIN));
        final TreeMap<Duration, Long> cursors = new TreeMap<>();
        final Set<String> read = new HashSet<>();
        final List<Hole> holes =
                new ArrayList<>(); // of a tracer with a record a page and many pages that bring nothing
        final long first;
        long time = BEGIN; // the tracer's
        PagingNames names = PagingNames.PAGE_SIZE;
        Walk walk;
        int serial;

        World(Random random, ModelTracer tracer) throws Exception {
            this.random = random;
            this.tracer = tracer;
            ages = AGES.get(random.nextInt(AGES.size()));
            long overlap = random.nextInt(3) == 0 ? ages.get(0).toMillis() : 5 * MINUTE;
            plan = new Plan(
                    new CronExpression("0 * * * * ?"), Duration.ofMillis(overlap), Duration.ofMinutes(15), ages);
            dates = List.of(100, 100, 70, 0).get(random.nextInt(4));
            skew = random.nextInt(3) == 0 ? 0 : random.nextInt(8 * (int) MINUTE) - 4 * MINUTE;
            if (random.nextInt(4) == 0) {
                jump();
            }
            pass(0);
            restart();
            first = walk.first(null);
            cursors.put(Cursors.HEAD, first);
            ages.forEach(age -> cursors.put(age, first));
        }

        void restart() {
            walk = new Walk(plan, local, 0);
        }

        /** The local clock is set by hours; without a Date nobody could tell. */
        void jump() {
            if (dates == 100) {
                skew = random.nextInt(6 * (int) HOUR) - 3 * HOUR;
            }
        }

        void pass(long millis) {
            time += millis;
            local.set(Instant.ofEpochMilli(time + skew));
        }

        /** Something happens; it shows up at once, late, just within a sweep's age or beyond all of them. */
        void happen(int records, long within) {
            for (int i = 0; i < records; i++) {
                long happened = time - (within == 0 ? 0 : (long) (random.nextDouble() * within));
                long late = switch (random.nextInt(5)) {
                    case 0, 1 -> 0;
                    case 2 -> random.nextInt(20_000);
                    case 3 -> random.nextInt((int) (5 * MINUTE));
                    default -> {
                        long age = ages.get(random.nextInt(ages.size())).toMillis();
                        yield age - (random.nextBoolean() ? random.nextInt(5) : random.nextInt((int) MINUTE));
                    }
                };
                tracer.items.add(new ModelTracer.Item("r" + serial++, happened, Math.max(time, happened + late)));
            }
        }

        /** One poll as the route makes it; says whether it came to its end without a failure. */
        boolean poll(int fails) {
            walk.begin();
            walk.next(cursors, List.of(), names);
            Set<String> promised = new HashSet<>();
            Long headFrom = null;
            Long previousEnd = null;
            int requests = 0;
            int sinceWindow = 0;
            int switches = 0;
            boolean halved = false;
            Window window = null;
            while (walk.open()) {
                assertThat(requests++)
                        .as("a poll ends; it may have many pages of one record")
                        .isLessThan(400_000);
                if (walk.window() != window) {
                    window = walk.window();
                    sinceWindow = 0;
                    switches = 0;
                    assertThat(window.to - window.from).isLessThanOrEqualTo(HOUR);
                    if (window.age.isZero()) {
                        if (headFrom == null) {
                            headFrom = window.from;
                        } else if (!halved) {
                            assertThat(window.from).isEqualTo(previousEnd - 1);
                        }
                        previousEnd = window.to;
                    } else if (!halved) {
                        assertThat(window.from).isEqualTo(cursors.get(window.age) - 1);
                    }
                    halved = false;
                }
                if (headFrom != null && promised.isEmpty() && window.age.isZero() && window.from == headFrom) {
                    tracer.items.stream()
                            .filter(item -> item.visible() <= time)
                            .forEach(item -> promised.add(item.id()));
                }
                PageRequest request = walk.request();
                PagingNames asked = request.names();
                assertThat(request.page()).isLessThanOrEqualTo(sinceWindow++);
                if (random.nextInt(100) < fails) {
                    walk.sent();
                    pass(random.nextInt(3000));
                    assertThat(walk.took(new Answer(null, SERVER, null, null))).isEqualTo(Walk.Step.FAILED);
                    walk.end();
                    return false;
                }
                switch (walk.took(answer(request))) {
                    case NEXT_PAGE -> {
                        halved = walk.window() != window;
                        if (!halved && walk.request().names() != asked) {
                            assertThat(++switches).as("one switch a window").isEqualTo(1);
                        }
                    }
                    case FAILED -> {
                        walk.end();
                        return false;
                    }
                    case WINDOW_READ -> {
                        TreeMap<Duration, Long> before = new TreeMap<>(cursors);
                        Progress progress = walk.progress(cursors);
                        cursors.putAll(progress.moves());
                        if (progress.hole() != null) {
                            holes.add(progress.hole());
                        }
                        names = window.names();
                        before.forEach(
                                (age, position) -> assertThat(cursors.get(age)).isGreaterThanOrEqualTo(position));
                        check();
                        if (progress.complete() != null) {
                            checkHead(promised, headFrom, window.to);
                        }
                        if (window.age.isZero() && (progress.complete() != null || window.beyond())) {
                            headFrom = null;
                            promised.clear();
                        }
                        walk.saved();
                        walk.next(cursors, List.of(), names);
                    }
                }
            }
            return true;
        }

        private Answer answer(PageRequest request) {
            Map<String, Long> asked = new HashMap<>();
            asked.put("fromEventTime", request.from());
            asked.put("toEventTime", request.to());
            boolean first = request.names() == PagingNames.PAGE_SIZE;
            asked.put(first ? "page" : "pageIndex", (long) request.page());
            asked.put(first ? "size" : "pageSize", 100L);
            walk.sent();
            pass(random.nextInt(30));
            ModelTracer.Reply reply = tracer.serve(asked, time);
            Long date = random.nextInt(100) < dates ? (Long) (time / SECOND * SECOND) : null;
            pass(random.nextInt(30));
            if (reply == null) {
                return new Answer(null, new TracerFailure(Family.BAD_REQUEST, 400, null), date, null);
            }
            List<String> ids = reply.items().stream().map(ModelTracer.Item::id).toList();
            read.addAll(ids);
            Set<PagingNames> echo = EnumSet.noneOf(PagingNames.class);
            if (reply.echo().containsKey("page")) {
                echo.add(PagingNames.PAGE_SIZE);
            }
            if (reply.echo().containsKey("pageIndex")) {
                echo.add(PagingNames.PAGE_INDEX);
            }
            return new Answer(
                    new Page(ids.size(), ids, List.of(), List.of(), echo, reply.more(), null), null, date, null);
        }

        /** No cursor is past the tracer's time less its age, nor past a record that was visible in time and isn't read. */
        private void check() {
            cursors.forEach((age, position) -> assertThat(position)
                    .as("cursor %s", age)
                    .isLessThanOrEqualTo(Math.max(first, time - age.toMillis())));
            for (ModelTracer.Item item : tracer.items) {
                if (!read.contains(item.id()) && item.happened() >= first && !inHole(item)) {
                    for (Duration age : ages) {
                        boolean inTime = item.visible() - item.happened() <= age.toMillis();
                        assertThat(inTime && item.happened() < cursors.get(age))
                                .as("%s is missed by sweep %s", item, age)
                                .isFalse();
                    }
                }
            }
        }

        boolean inHole(ModelTracer.Item item) {
            return holes.stream().anyMatch(hole -> hole.start() <= item.happened() && item.happened() <= hole.stop());
        }

        /** What was visible when the head began is read, from its beginning to its end. */
        private void checkHead(Set<String> promised, long from, long to) {
            for (ModelTracer.Item item : tracer.items) {
                if (promised.contains(item.id())
                        && item.happened() >= from + 1
                        && item.happened() < to
                        && !inHole(item)) {
                    assertThat(read)
                            .as("%s of the head from %d to %d", item, from, to)
                            .contains(item.id());
                }
            }
        }
    }

    /** Absences, late records, restarts, failures, clocks that are off: nothing that shows up in time is passed by. */
    @Property(tries = 100)
    void readsWhateverShowsUpInTime(@ForAll Random random) throws Exception {
        World world = new World(random, new ModelTracer(random));
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(14)) {
                case 0 -> world.happen(random.nextInt(150), 0); // many in one millisecond
                case 1 -> world.pass(random.nextInt((int) (40 * MINUTE)));
                case 2 -> world.pass(random.nextInt((int) (9 * HOUR)));
                case 3 -> world.restart();
                case 4 -> world.happen(random.nextInt(60), 2 * HOUR);
                case 5 -> world.jump();
                default -> world.happen(random.nextInt(6), 2 * MINUTE);
            }
            world.poll(step % 4 == 0 ? 10 : 0);
            world.pass(random.nextInt((int) (2 * MINUTE)));
        }
    }

    /** Not only is nothing passed by: the cursors do get on, whatever the tracer's dialect. */
    @Property(tries = 150)
    void getsToTheEnd(@ForAll Random random) throws Exception {
        World world = new World(random, new ModelTracer(random));
        world.happen(random.nextInt(400), 4 * MINUTE);
        world.pass(random.nextInt((int) (30 * HOUR)));
        world.happen(random.nextInt(60), 3 * HOUR);
        world.pass(world.plan.ages().get(world.ages.size() - 1).toMillis() + HOUR);
        int polls = 0;
        while (!world.poll(0)) {
            assertThat(polls++).as("polls that fail").isLessThan(3);
            world.pass(MINUTE);
        }
        for (Duration age : world.ages) {
            assertThat(world.time - age.toMillis() - world.cursors.get(age))
                    .as("behind %s", age)
                    .isLessThan(25 * MINUTE);
        }
        long due = world.time - world.ages.get(world.ages.size() - 1).toMillis() - 30 * MINUTE;
        for (ModelTracer.Item item : world.tracer.items) {
            if (item.happened() >= world.first && item.happened() < due && !world.inHole(item)) {
                assertThat(world.read).contains(item.id());
            }
        }
    }

    private static World calm(long seed) throws Exception {
        Random random = new Random(seed);
        World world = new World(random, new ModelTracer(random));
        return world;
    }

    @Test
    void endsAtOnceWhenNothingIsDue() throws Exception {
        World world = calm(1);
        world.poll(0);
        world.walk.begin();
        world.walk.next(world.cursors, List.of(), world.names);
        assertThat(world.walk.open()).isFalse();
    }

    @Test
    void readsAHeadOfHoursWindowByWindow() throws Exception {
        MovableClock clock = new MovableClock(Instant.ofEpochMilli(BEGIN));
        Plan plan = new Plan(
                new CronExpression("0 * * * * ?"),
                Duration.ofHours(3),
                Duration.ofMinutes(15),
                List.of(Duration.ofHours(6)));
        Walk walk = new Walk(plan, clock, 0);
        TreeMap<Duration, Long> cursors =
                new TreeMap<>(Map.of(Cursors.HEAD, BEGIN - 10 * MINUTE, Duration.ofHours(6), BEGIN - 6 * HOUR));
        walk.begin();
        walk.next(cursors, List.of(), PagingNames.PAGE_SIZE);
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
