package io.haetae.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.config.Hiding;
import io.haetae.tracer.Answer;
import io.haetae.tracer.PageReader;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.TracerFailure;
import io.haetae.tracer.TracerFailure.Family;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How often is asked, by a clock that only the pauses and the answers move. */
class PolitenessTest {

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long END = 1_700_000_000_000L;

    private long nanos;
    private final List<Long> asked = new ArrayList<>();
    private final List<Question> questions = new ArrayList<>();
    /** Records an hour of the tracer. */
    private int density = 10;

    private TracerFailure failure;

    private final Tracer tracer = new Tracer() {
        @Override
        public Reply ask(Question question) {
            asked.add(nanos / 1_000_000);
            questions.add(question);
            nanos += Duration.ofMillis(30).toNanos();
            if (failure != null) {
                return new Reply(new Answer(null, failure, null, null), null, null, Set.of("X-RateLimit-Limit"));
            }
            return page(question);
        }

        @Override
        public long now() {
            return END;
        }
    };

    private Politeness polite(int most) {
        return new Politeness(
                tracer, () -> nanos, time -> nanos += Duration.ofMillis(time).toNanos(), most);
    }

    @Test
    void atMostTwiceASecond() throws InterruptedException {
        Politeness polite = polite(20);
        for (int i = 0; i < 20; i++) {
            polite.ask(question());
        }
        for (int i = 2; i < asked.size(); i++) {
            assertThat(asked.get(i) - asked.get(i - 2)).isGreaterThanOrEqualTo(1000);
        }
        assertThatThrownBy(() -> polite.ask(question())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void noneAfterA429() throws InterruptedException {
        for (Family family : List.of(Family.QUOTA, Family.THROTTLED)) {
            Politeness polite = polite(20);
            failure = new TracerFailure(family, 429, null);
            polite.ask(question());
            assertThat(polite.left()).isZero();
            assertThat(polite.headers()).containsExactly("X-RateLimit-Limit");
        }
    }

    @Test
    void aQuietDayTakesFewQuestions() throws InterruptedException {
        density = 1;
        Day day = Day.read(polite(Politeness.MOST), PagingNames.PAGE_SIZE, 0);
        assertThat(day.share()).isEqualTo(1);
        assertThat(day.requests()).isLessThanOrEqualTo(6);
        assertThat(day.records()).hasSize(24);
    }

    @Test
    void aBusyDayTakesAsManyAsThereAreAndSaysWhatItSaw() throws InterruptedException {
        density = 5_000;
        Day day = Day.read(polite(Politeness.MOST), PagingNames.PAGE_SIZE, 0);
        assertThat(asked).hasSize(Politeness.MOST);
        assertThat(day.share()).isBetween(0.1, 0.25);
        assertThat(day.link().state()).isEqualTo(Link.State.OK);
        assertThat(day.link().text().toString()).contains("only ", " % of it was read, in 200 requests");
    }

    @Test
    void aRefusalInTheMiddleIsAFailure() throws InterruptedException {
        failure = new TracerFailure(Family.THROTTLED, 429, null);
        Day day = Day.read(polite(Politeness.MOST), PagingNames.PAGE_SIZE, 0);
        assertThat(asked).hasSize(1);
        assertThat(day.link().state()).isEqualTo(Link.State.FAILED);
    }

    @Test
    void whatCantBeReadIsHalvedAndGonePast() throws InterruptedException {
        failure = new TracerFailure(Family.JSON, 200, null);
        Day day = Day.read(polite(Politeness.MOST), PagingNames.PAGE_SIZE, 0);
        assertThat(asked).hasSize(Politeness.MOST);
        assertThat(day.share()).isZero();
    }

    private static Question question() {
        return new Question(0, 1, 0, 100, PagingNames.PAGE_SIZE);
    }

    /** A record each {@code hour / density}, in the middle of its share. */
    private Reply page(Question question) {
        long step = HOUR / density;
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        long first = Math.floorDiv(question.from(), step) + 1 + (long) question.page() * question.size();
        long number = first;
        while (items.size() < question.size() && number * step <= question.to()) {
            items.addObject().put("historyId", "r" + number).put("eventTime", number * step);
            number++;
        }
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("page", question.page()).put("hasMore", number * step <= question.to());
        JsonNode answer = tree.set("items", items);
        return new Reply(
                new Answer(new PageReader(ZoneOffset.UTC, a -> false).read(answer, Hiding.NOTHING), null, null, null),
                answer,
                null,
                Set.of());
    }
}
