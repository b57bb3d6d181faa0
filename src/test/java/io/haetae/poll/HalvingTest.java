package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.MovableClock;
import io.haetae.store.Cursors;
import io.haetae.store.Hole;
import io.haetae.store.Holes;
import io.haetae.store.Progress;
import io.haetae.store.Store;
import io.haetae.tracer.Answer;
import io.haetae.tracer.Page;
import io.haetae.tracer.PageRequest;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.TracerFailure;
import io.haetae.tracer.TracerFailure.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import org.quartz.CronExpression;
import org.sqlite.SQLiteConfig;

/** Moments that the tracer can't answer for: the walk goes around them, the store remembers them, sweeps come back. */
class HalvingTest {

    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long BEGIN = Instant.parse("2024-06-01T00:00:30Z").toEpochMilli();
    private static final List<Duration> AGES = List.of(Duration.ofMinutes(15), Duration.ofHours(1));
    private static final Family[] BY_ANSWER = {Family.JSON, Family.SHAPE, Family.TOO_LARGE, Family.GATEWAY_TIMEOUT};

    private final MovableClock clock = new MovableClock(Instant.ofEpochMilli(BEGIN));
    private final TreeSet<Long> poison = new TreeSet<>();
    private final TreeSet<Long> happened = new TreeSet<>();
    private final Set<Long> read = new HashSet<>();
    private boolean exclusive;
    private Family outage;
    private int requests;
    private Path folder;
    private Store store;
    private Cursors cursors;
    private Holes holes;
    private Walk walk;

    @BeforeTry
    void open() throws Exception {
        folder = Files.createTempDirectory("halving");
        store = Store.open(folder, SQLiteConfig.SynchronousMode.OFF);
        cursors = new Cursors(store);
        holes = new Holes(store);
        walk = walk();
        cursors.begin("a", walk.first(null), AGES, Map.of());
    }

    private Walk walk() throws Exception {
        return new Walk(
                new Plan(new CronExpression("0 * * * * ?"), Duration.ofMinutes(5), Duration.ofMinutes(15), AGES),
                clock,
                0);
    }

    @AfterTry
    void close() throws IOException {
        store.close();
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    @Property(tries = 25)
    void whatCanBeReadIsReadAndTheRestIsAHoleUntilItCan(@ForAll Random random) throws Exception {
        exclusive = random.nextBoolean();
        poll();
        for (int minute = 0; minute < 40; minute++) {
            long now = clock.millis();
            for (int i = random.nextInt(4); i > 0; i--) {
                happened.add(now + random.nextInt((int) MINUTE));
            }
            if (random.nextInt(8) == 0) {
                poison(now + random.nextInt((int) MINUTE), random);
            }
            if (random.nextInt(20) == 0) {
                walk = walk();
            }
            clock.advance(Duration.ofMinutes(1));
            assertThat(poll().complete()).as("the head gets to its end").isTrue();
            readButForThePoison(clock.millis());
            holes.of("a").forEach(this::isReal);
        }
        poison.clear();
        for (int i = 0; i < 6; i++) {
            clock.advance(Duration.ofMinutes(16));
            poll();
        }
        assertThat(holes.of("a")).as("the sweeps have read them").isEmpty();
        assertThat(read).containsAll(happened.headSet(clock.millis() - 90 * MINUTE));
    }

    /** Of a window that begins a millisecond after a hole, a server that takes the start as exclusive leaves out one more. */
    @Property(tries = 4)
    void whatStandsAtTheVeryEdgeOfAHoleIsRead(@ForAll Random random) throws Exception {
        exclusive = true;
        poison.clear();
        happened.clear();
        poll();
        long at = clock.millis() + 20 * SECOND + random.nextInt((int) MINUTE);
        poison.add(at);
        for (int minute = 0; minute <= 140; minute++) {
            if (List.of(0, 3, 9, 45)
                    .contains(minute)) { // for the head, and late for the head and for each of the sweeps
                read.clear();
                LongStream.rangeClosed(at - 1_500, at + 1_500).forEach(happened::add);
                happened.remove(at);
            }
            clock.advance(Duration.ofMinutes(1));
            poll();
            if (List.of(2, 4, 40, 140).contains(minute)) {
                assertThat(holes.of("a")).hasSize(1);
                Hole hole = holes.of("a").get(0);
                assertThat(read).as("%d: %s", minute, hole).containsAll(happened.headSet(hole.start()));
                assertThat(read).as("%d: %s", minute, hole).containsAll(happened.tailSet(hole.stop(), false));
            }
        }
    }

    @Property(tries = 12)
    void anOutageIsNoHole(@ForAll Random random) throws Exception {
        poll();
        poison(clock.millis() - MINUTE, random);
        for (int i = 0; i < 10; i++) {
            outage = BY_ANSWER[random.nextInt(BY_ANSWER.length)];
            happened.add(clock.millis() + random.nextInt((int) MINUTE));
            clock.advance(Duration.ofMinutes(1 + random.nextInt(5)));
            requests = 0;
            assertThat(poll().failure().family()).isEqualTo(outage);
            assertThat(requests).isLessThan(16);
            assertThat(holes.of("a")).isEmpty();
        }
        outage = null;
        poison.clear();
        clock.advance(Duration.ofMinutes(1));
        assertThat(poll().failure()).isNull();
        assertThat(read).containsAll(happened);
    }

    @Property(tries = 12)
    void aDeadlineMakesTheNextWindowHalfAsLongAndNeverAHole(@ForAll Random random) throws Exception {
        cursors.move("a", new Progress(Map.of(), 0, 0, null, null, null));
        outage = Family.DEADLINE;
        long last = Long.MAX_VALUE;
        for (int i = 0; i < 12; i++) {
            requests = 0;
            walk.begin();
            clock.advance(Duration.ofMinutes(1));
            next();
            long length = walk.window().to - walk.window().from;
            assertThat(length).isLessThanOrEqualTo(Math.max(SECOND, last / 2));
            last = length;
            walk.sent();
            assertThat(walk.took(answer(walk.request()))).isEqualTo(Walk.Step.FAILED);
            walk.end();
        }
        assertThat(last).isEqualTo(SECOND);
        assertThat(holes.of("a")).isEmpty();
        outage = null;
        List<Long> lengths = new ArrayList<>();
        clock.advance(Duration.ofMinutes(1));
        walk.begin();
        next();
        while (walk.open()) {
            lengths.add(walk.window().to - walk.window().from);
            step();
        }
        assertThat(lengths.subList(0, 4)).containsExactly(SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND);
    }

    @Property(tries = 3)
    void whatTheTracerHasForgottenIsAHoleAtOnce(@ForAll Random random) throws Exception {
        poll();
        long left = cursors.of("a").get(AGES.get(0));
        clock.advance(Duration.ofDays(100));
        requests = 0;
        poll();
        Hole gone = holes.of("a").get(0);
        assertThat(gone.reason()).isEqualTo(Hole.GONE);
        assertThat(gone.start()).isEqualTo(left);
        assertThat(gone.stop())
                .isCloseTo(
                        clock.millis() - Duration.ofDays(90).toMillis(), org.assertj.core.data.Offset.offset(MINUTE));
        assertThat(cursors.of("a").get(AGES.get(1))).isGreaterThan(clock.millis() - 2 * 60 * MINUTE);
        assertThat(requests).isLessThan(90 * 24 + 50);
    }

    /** One moment, or some next to each other or a little apart. */
    private void poison(long at, Random random) {
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            poison.add(at);
            at += List.of(1L, SECOND, SECOND + 1, 400L, 2 * SECOND).get(random.nextInt(5));
        }
    }

    private PollEnd poll() {
        walk.begin();
        next();
        int steps = 0;
        while (walk.open()) {
            assertThat(steps++).as("a poll ends").isLessThan(5_000);
            step();
        }
        return walk.ended("a");
    }

    private void next() {
        if (walk.gone() != null) {
            cursors.forget("a", walk.gone());
        }
        walk.next(cursors.of("a"), holes.of("a"), PagingNames.PAGE_SIZE);
    }

    private void step() {
        walk.sent();
        switch (walk.took(answer(walk.request()))) {
            case NEXT_PAGE -> assertThat(walk.open()).isTrue();
            case FAILED -> walk.end();
            case WINDOW_READ -> {
                cursors.move("a", walk.progress(cursors.of("a")));
                walk.saved();
                next();
            }
        }
    }

    private Answer answer(PageRequest request) {
        requests++;
        long date = clock.millis() / SECOND * SECOND;
        if (outage != null) {
            return new Answer(null, new TracerFailure(outage, 200, "outage"), date, null);
        }
        long from = request.from() + (exclusive ? 1 : 0);
        if (!poison.subSet(from, true, request.to(), true).isEmpty()) {
            return new Answer(null, new TracerFailure(Family.JSON, 200, "poison"), date, null);
        }
        Set<Long> found = happened.subSet(from, true, request.to(), true);
        read.addAll(found);
        List<String> ids = found.stream().map(String::valueOf).toList();
        Page page = new Page(ids.size(), ids, List.of(), List.of(), EnumSet.of(PagingNames.PAGE_SIZE), false, null);
        return new Answer(page, null, date, null);
    }

    private void readButForThePoison(long now) {
        for (long moment : happened.headSet(now - 2 * SECOND)) {
            boolean near = !poison.subSet(moment - SECOND - 1, true, moment + SECOND + 1, true)
                    .isEmpty();
            assertThat(near || read.contains(moment))
                    .as("%d of %s, poison %s", moment, now, poison)
                    .isTrue();
        }
    }

    private void isReal(Hole hole) {
        assertThat(poison.subSet(hole.start() - SECOND, true, hole.stop() + SECOND, true))
                .as("%s", hole)
                .isNotEmpty();
    }
}
