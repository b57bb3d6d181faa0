package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.store.Holes;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** Good answers that say something wrong beside. */
class MisleadingTracerTest extends ScriptedPoll {

    private Duration ahead = Duration.ZERO;

    @Override
    String date() {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().plus(ahead).atZone(ZoneOffset.UTC));
    }

    private JsonNode asked() {
        return requests.get(requests.size() - 1);
    }

    /** It heeds our names and echoes the others: each switch of names was a new window's, and the poll went on for ever. */
    @Test
    void anEchoUnderTheNamesThatItDoesNotHeedEndsAfterOneSwitch() {
        List<String> all = IntStream.range(0, 30).mapToObj(i -> login("r" + i)).toList();
        tracer = exchange -> {
            assertThat(requests).as("requests of one poll").hasSizeLessThan(100);
            int page = asked().path("page").asInt(0);
            int size = Math.min(asked().path("size").asInt(20), 20);
            int from = Math.min(all.size(), page * size);
            int to = Math.min(all.size(), from + size);
            exchange.getMessage().setHeader("Date", date());
            exchange.getMessage()
                    .setBody("{\"items\":[" + String.join(",", all.subList(from, to)) + "],\"hasMore\":"
                            + (to < all.size()) + ",\"pageIndex\":" + page + ",\"pageSize\":" + size + "}");
        };
        assertThat(poll().getException()).isNull();
        assertThat(told()).hasSize(30);
        assertThat(requests).hasSizeLessThan(20);
    }

    /** As a proxy whose clock is wrong may send. All sweeps went past 90 days before it, into the future, and read no more. */
    @Test
    void oneDateFarAheadTakesNoSweepAlong() {
        poll();
        pollAfter(Duration.ofHours(1));
        ahead = Duration.ofDays(100);
        tracer = exchange -> {
            exchange.getMessage().setHeader("Date", date());
            exchange.getMessage().setBody(EMPTY);
            ahead = Duration.ZERO;
        };
        pollAfter(MINUTE);
        long now = clock.millis();
        assertThat(cursors().values())
                .allSatisfy(position -> assertThat(position).isLessThanOrEqualTo(now));
        assertThat(new Holes(store).of("default")).isEmpty();

        String late = login("late");
        long at = now - 30_000;
        clock.advance(Duration.ofMinutes(10));
        pollAfter(MINUTE);
        tracer = exchange -> shows(exchange, late, at);
        for (int i = 0; i < 30; i++) {
            pollAfter(MINUTE);
        }
        assertThat(told()).containsExactly("late");
    }

    private void shows(Exchange exchange, String record, long at) {
        boolean inside = asked().get("fromEventTime").asLong() <= at
                && at <= asked().get("toEventTime").asLong();
        exchange.getMessage().setHeader("Date", date());
        exchange.getMessage().setBody(inside ? page(false, record) : EMPTY);
    }
}
