package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.MovableClock;
import io.haetae.store.Cursors;
import io.haetae.tracer.Answer;
import io.haetae.tracer.PageReader;
import io.haetae.tracer.PageRequest;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.TracerFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.quartz.CronExpression;

/**
 * Any sequence of polls, failures, restarts and absences, any lateness, inclusive or exclusive ends: what is visible
 * within the promised reach is read.
 */
class WalkPropertiesTest {

    private record Happened(int id, long event, long visible) {}

    private static final long MINUTE = 60_000;

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<Happened> happened = new ArrayList<>();
    private final Set<String> read = new HashSet<>();
    private final TreeMap<Duration, Long> cursors = new TreeMap<>();

    @Property(tries = 80, edgeCases = EdgeCasesMode.NONE)
    void whatIsVisibleWithinReachIsRead(
            @ForAll long seed,
            @ForAll boolean fromInclusive,
            @ForAll boolean toInclusive,
            @ForAll boolean dated,
            @ForAll @IntRange(min = 0, max = 3) int hours,
            @ForAll @IntRange(min = -4, max = 4) int skewMinutes)
            throws Exception {
        Random random = new Random(seed);
        long skew = skewMinutes * MINUTE;
        // with an overlap of more than an hour in some runs: the head's stretch is then several windows
        Duration youngest = Duration.ofMinutes(15 + 60L * hours);
        Plan plan = new Plan(
                new CronExpression("0 * * * * ?"),
                youngest.minusMinutes(10),
                Duration.ofMinutes(15),
                List.of(youngest, youngest.multipliedBy(4)));
        Walk walk = new Walk(plan, clock, 0);
        long began = walk.first(null);
        cursors.put(Cursors.HEAD, began);
        plan.ages().forEach(age -> cursors.put(age, began));
        for (int step = 0; step < 60; step++) {
            clock.advance(
                    Duration.ofMillis(random.nextInt(12) == 0 ? random.nextInt(500) * MINUTE : random.nextInt(90_000)));
            for (int i = random.nextInt(6); i > 0; i--) {
                happen(random, skew, plan);
            }
            if (random.nextInt(10) == 0) {
                walk = new Walk(plan, clock, 0);
            }
            poll(walk, plan, random, skew, dated, fromInclusive, toInclusive);
            for (Duration age : plan.ages()) {
                for (Happened one : happened) {
                    if (one.event >= began
                            && one.event < cursors.get(age)
                            && one.visible <= one.event + age.toMillis()
                            && !read.contains(id(one.id))) {
                        fail("%s has passed %s", age, one);
                    }
                }
            }
        }
    }

    private void happen(Random random, long skew, Plan plan) {
        long server = clock.millis() - skew;
        long age = plan.ages().get(random.nextInt(2)).toMillis();
        long lateness = random.nextBoolean() ? random.nextInt(30_000) : age - random.nextInt(30_000);
        long event = server - (random.nextBoolean() ? random.nextInt(10_000) : Math.max(0, lateness - MINUTE));
        happened.add(new Happened(happened.size(), event, Math.max(server, event + lateness)));
    }

    private void poll(
            Walk walk, Plan plan, Random random, long skew, boolean dated, boolean fromInclusive, boolean toInclusive) {
        int failAfter = random.nextInt(4) == 0 ? random.nextInt(10) : Integer.MAX_VALUE;
        walk.begin();
        walk.next(cursors, List.of(), PagingNames.PAGE_SIZE);
        for (int requests = 0; walk.open(); requests++) {
            assertThat(requests).as("requests of one poll").isLessThan(3_000);
            Window window = walk.window();
            assertThat(window.to - window.from).isBetween(0L, Plan.WINDOW.toMillis());
            walk.sent();
            long server = clock.millis() - skew;
            switch (walk.took(
                    answer(walk.request(), server, dated, fromInclusive, toInclusive, requests >= failAfter))) {
                case NEXT_PAGE -> clock.advance(Duration.ofMillis(random.nextInt(50)));
                case FAILED -> walk.end();
                case WINDOW_READ -> {
                    window.moves(cursors).forEach((age, position) -> {
                        assertThat(position).as("a cursor never moves back").isGreaterThanOrEqualTo(cursors.get(age));
                        if (dated && position > cursors.get(age)) {
                            assertThat(position).isLessThanOrEqualTo(server - age.toMillis());
                        }
                        cursors.put(age, position);
                    });
                    walk.saved();
                    walk.next(cursors, List.of(), PagingNames.PAGE_SIZE);
                }
            }
        }
    }

    private Answer answer(
            PageRequest request,
            long server,
            boolean dated,
            boolean fromInclusive,
            boolean toInclusive,
            boolean fails) {
        Long date = dated ? (Long) (server / 1000 * 1000) : null;
        if (fails) {
            return new Answer(null, new TracerFailure(TracerFailure.Family.SERVER, 500, null), date, null);
        }
        List<Happened> found = happened.stream()
                .filter(one -> one.visible <= server)
                .filter(one -> one.event > request.from() || (fromInclusive && one.event == request.from()))
                .filter(one -> one.event < request.to() || (toInclusive && one.event == request.to()))
                .toList();
        List<Happened> page = found.stream().skip(request.page() * 7L).limit(7).toList();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("page", request.page()).put("size", 7).put("hasMore", (request.page() + 1) * 7 < found.size());
        var items = json.putArray("items");
        page.forEach(one -> {
            read.add(id(one.id));
            items.addObject().put("historyId", id(one.id)).put("eventTime", one.event);
        });
        return new Answer(new PageReader(ZoneOffset.UTC, any -> false).read(json), null, date, null);
    }

    private static String id(int number) {
        return "record " + number;
    }
}
