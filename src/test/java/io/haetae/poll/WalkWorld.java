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
import org.quartz.CronExpression;

/** Everything that is no product: the tracer's time, what is read, and what must hold meanwhile. */
final class WalkWorld {

    static final long SECOND = 1000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    private static final TracerFailure SERVER = new TracerFailure(Family.SERVER, 503, null);
    private static final long BEGIN = Instant.parse("2024-06-01T00:00:30Z").toEpochMilli();
    private static final List<List<Duration>> AGES = List.of(
            List.of(Duration.ofMinutes(15)),
            List.of(Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofHours(6)),
            List.of(Duration.ofMinutes(30), Duration.ofMinutes(45)),
            List.of(Duration.ofHours(3), Duration.ofHours(24)));

    final Random random;
    final ModelTracer tracer;
    final List<Duration> ages;
    final Plan plan;
    long skew; // of the local clock
    final int dates; // of a hundred answers have a Date
    final MovableClock local = new MovableClock(Instant.ofEpochMilli(BEGIN));
    final TreeMap<Duration, Long> cursors = new TreeMap<>();
    final Set<String> read = new HashSet<>();
    final List<Hole> holes = new ArrayList<>(); // of a tracer with a record a page and many pages that bring nothing
    final long first;
    long time = BEGIN; // the tracer's
    PagingNames names = PagingNames.PAGE_SIZE;
    Walk walk;
    int serial;

    WalkWorld(Random random, ModelTracer tracer) throws Exception {
        this.random = random;
        this.tracer = tracer;
        ages = AGES.get(random.nextInt(AGES.size()));
        long overlap = random.nextInt(3) == 0 ? ages.get(0).toMillis() : 5 * MINUTE;
        plan = new Plan(new CronExpression("0 * * * * ?"), Duration.ofMillis(overlap), Duration.ofMinutes(15), ages);
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
                tracer.items.stream().filter(item -> item.visible() <= time).forEach(item -> promised.add(item.id()));
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
        return new Answer(new Page(ids.size(), ids, List.of(), List.of(), echo, reply.more(), null), null, date, null);
    }

    /** No cursor is past the tracer's time less its age, nor past a record that was visible in time and isn't read. */
    private void check() {
        cursors.forEach((age, position) ->
                assertThat(position).as("cursor %s", age).isLessThanOrEqualTo(Math.max(first, time - age.toMillis())));
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
            if (promised.contains(item.id()) && item.happened() >= from + 1 && item.happened() < to && !inHole(item)) {
                assertThat(read)
                        .as("%s of the head from %d to %d", item, from, to)
                        .contains(item.id());
            }
        }
    }
}
