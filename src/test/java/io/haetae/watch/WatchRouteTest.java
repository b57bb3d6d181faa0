package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.poll.PollEnd;
import io.haetae.poll.PollRoute;
import io.haetae.rule.ActivityProducer;
import io.haetae.tracer.TracerFailure;
import io.haetae.tracer.TracerFailure.Family;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the judge, who called it goes on. */
class WatchRouteTest {

    @TempDir
    Path folder;

    private final AtomicReference<Throwable> trouble = new AtomicReference<>();
    private Watched watched;
    private DefaultCamelContext camel;

    @BeforeEach
    void start() throws Exception {
        watched = new Watched(folder);
        watched.poll();
        Judge judge = new Judge(watched.settings(), watched.store, watched.clock, () -> {
            if (trouble.get() instanceof Error error) {
                throw error;
            }
            if (trouble.get() != null) {
                throw new IllegalStateException("a bug of the judge's");
            }
            return watched.clock.millis() * 1_000_000;
        });
        camel = new DefaultCamelContext();
        camel.addRoutes(new WatchErrors());
        camel.addRoutes(new WatchRoute(judge, watched.settings()));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:caller").toD("${header.to}").setHeader("went", constant("on"));
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
        watched.close();
    }

    private Exchange call(String route, Object body) {
        return camel.createProducerTemplate().request("direct:caller", exchange -> {
            exchange.setProperty(ActivityProducer.ACCOUNT, Watched.NAME);
            exchange.getMessage().setHeader("to", route);
            exchange.getMessage().setBody(body);
        });
    }

    private PollEnd failed(Family family) {
        return new PollEnd(Watched.NAME, watched.tracer(), false, false, new TracerFailure(family, 401, null), 0L, 0);
    }

    private void goesOn() {
        assertThat(call(PollRoute.BEGUN, null)).satisfies(WatchRouteTest::went);
        assertThat(call(PollRoute.ENDED, failed(Family.CREDENTIALS))).satisfies(WatchRouteTest::went);
        assertThat(call(WatchRoute.WATCH, null)).satisfies(WatchRouteTest::went);
    }

    private static void went(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeader("went")).isEqualTo("on");
    }

    @Test
    void aPollsEndATickAndABeginningAreJudged() {
        watched.pass(Duration.ofHours(1));
        goesOn();
        assertThat(watched.toldBriefly()).containsExactly("away 0", "blind 0", "credentials 0");
        watched.sql(
                "insert into alert (account, rule, record, ordinal, severity, rank, text, facts, event_time, created,"
                        + " batch, state) values ('default', 'r', 'x', 0, 'high', 1, 'x', '{}', 0, 0, 1, 'dead')");
        goesOn();
        assertThat(watched.toldBriefly()).containsExactly("dead 0");
    }

    @Test
    void aBrokenStoreStopsNobody() {
        watched.sql("alter table condition rename to elsewhere");
        goesOn();
        watched.sql("alter table elsewhere rename to condition");
        goesOn();
        assertThat(watched.toldBriefly()).containsExactly("credentials 0");
    }

    @Test
    void aBugOfTheJudgesStopsNobody() {
        trouble.set(new IllegalStateException());
        goesOn();
    }

    @Test
    void anErrorIsNotSwallowed() {
        trouble.set(new LinkageError("for the test"));
        assertThat(call(WatchRoute.WATCH, null).getException()).hasRootCauseInstanceOf(LinkageError.class);
    }
}
