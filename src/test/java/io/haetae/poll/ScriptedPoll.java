package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haetae.store.Cursors;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.BeforeEach;

/** The poll route with the product's rules, a tracer that answers what it is told to, and steps that may die. */
abstract class ScriptedPoll extends PollFixture {

    static final Duration MINUTE = Duration.ofMinutes(1);
    static final String EMPTY = "{\"items\":[],\"hasMore\":false}";

    /** The same clock; whoever asks it next may die of it. */
    private final Clock deadly = new Clock() {
        @Override
        public Instant instant() {
            if (fatalToNext == null) {
                return clock.instant();
            }
            Error error = fatalToNext;
            fatalToNext = null;
            throw error;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    final List<JsonNode> requests = new ArrayList<>();
    final List<Map<String, Object>> headers = new ArrayList<>();
    Error fatal;
    Error fatalToNext;

    @BeforeEach
    void start() throws Exception {
        tracer = answers(EMPTY);
        start(deadly, Path.of("routes"), new RouteBuilder() {
            @Override
            public void configure() {
                from("activity:Customer").routeId("dying").process(exchange -> {
                    if (fatal != null) {
                        throw fatal;
                    }
                });
            }
        });
    }

    @Override
    void ask(Exchange exchange) throws Exception {
        requests.add(new ObjectMapper().readTree(exchange.getMessage().getBody(String.class)));
        headers.add(new TreeMap<>(exchange.getMessage().getHeaders()));
        super.ask(exchange);
    }

    Processor answers(String... pages) {
        List<String> left = new ArrayList<>(List.of(pages));
        return exchange -> {
            exchange.getMessage().setHeader("Date", date());
            exchange.getMessage().setBody(left.size() > 1 ? left.remove(0) : left.get(0));
        };
    }

    Processor refuses(int status, Map<String, String> more) {
        return exchange -> {
            Map<String, String> answer = new TreeMap<>(more);
            answer.put("Date", date());
            throw new HttpOperationFailedException(
                    "http://127.0.0.1:1", status, "no", null, answer, "{\"error\":{\"errorCode\":\"0\"}}");
        };
    }

    /** A login of the root account half a minute ago. */
    String login(String id) {
        return "{\"historyId\":\"" + id + "\",\"eventTime\":"
                + clock.instant().minusSeconds(30).toEpochMilli()
                + ",\"productDisplayName\":\"Account\",\"actionResultType\":\"SUCCESS\",\"resourceType\":\"Customer\","
                + "\"resourceName\":\"admin\",\"productData\":{\"twoFactorLoginType\":\"OTP\"}}";
    }

    static String page(boolean more, String... items) {
        return "{\"items\":[" + String.join(",", items) + "],\"hasMore\":" + more + ",\"page\":0,\"size\":100}";
    }

    /** What ended a poll that needs nobody to look at a stack. */
    Exception pollFails() {
        Exchange polled = poll();
        assertThat(polled.getException()).isNull();
        return polled.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    Throwable fails() {
        try {
            return poll().getException();
        } catch (Throwable e) {
            return e;
        }
    }

    Exchange pollAfter(Duration time) {
        clock.advance(time);
        return poll();
    }

    TreeMap<Duration, Long> cursors() {
        return new Cursors(store).of("default");
    }

    Object column(String name) {
        return store.read(handle -> handle.createQuery("select " + name + " as x from account")
                .mapToMap()
                .one()
                .get("x"));
    }

    TreeMap<Duration, Long> begun() {
        poll();
        clock.advance(MINUTE);
        return cursors();
    }
}
