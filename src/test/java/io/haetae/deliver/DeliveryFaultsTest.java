package io.haetae.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haetae.config.Account;
import io.haetae.config.ChangingSecret;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.store.Alert;
import io.haetae.store.Outbox;
import io.haetae.store.Severity;
import io.haetae.store.WriteLock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong on our side: the store, a crash, a bug. */
class DeliveryFaultsTest extends DeliveryFixture {

    @Test
    void givesUpAfterItsTimeAndGoesOnWithTheNext() {
        add(alert("a", Severity.CRITICAL, "line", Map.of()));
        int attempts = 0;
        for (long began = clock.millis();
                clock.millis() - began < settings.giveUp().toMillis() + 900_000;
                attempts++) {
            assertThat(counts()).as("after %d attempts", attempts).containsEntry("waiting", 1L);
            slack.next(StubSlack.answer(404, "no_service"));
            deliver();
            clock.advance(Duration.ofMillis(state().holdUntil() - clock.millis()));
            if (counts().get("dead") > 0) {
                break;
            }
        }
        assertThat(attempts).isGreaterThan(90);
        assertThat(counts()).containsEntry("dead", 1L);
        assertThat(alerts.list("dead").get(0).reason()).isEqualTo("404 no_service");
    }

    @Test
    void timeInWhichNobodyTriedKillsNothing() {
        Alert[] some = IntStream.range(0, 3)
                .mapToObj(i -> alert("a" + i, Severity.HIGH, "line", Map.of()))
                .toArray(Alert[]::new);
        add(some);
        String no = StubSlack.answer(500, "rollup_error");
        slack.next(no, no, no, no, no);
        tick();
        clock.advance(settings.giveUp()); // stopped, or frozen, or set forward
        for (int i = 0; i < 4; i++) {
            deliver();
            clock.advance(Duration.ofMillis(state().holdUntil() - clock.millis()));
        }
        assertThat(slack.payloads).hasSize(5);
        assertThat(counts()).containsEntry("waiting", 3L).containsEntry("dead", 0L);
        deliver();
        ticks(2);
        assertThat(counts()).containsEntry("sent", 3L);
    }

    /** Only the time between two posts was forgiven: a virtual machine that was suspended in one lost its alerts. */
    @ParameterizedTest
    @ValueSource(ints = {500, 429})
    void aPostInWhichAllWasFrozenKillsNothing(int status) throws Exception {
        add(
                alert("a", Severity.HIGH, "line", Map.of()),
                alert("b", Severity.HIGH, "line", Map.of()),
                alert("c", Severity.HIGH, "line", Map.of()));
        String no = StubSlack.answer(500, "rollup_error");
        slack.next(no, StubSlack.answer(status, "no"), no, no);
        deliver();
        boolean[] frozen = {true};
        AdviceWith.adviceWith(
                camel,
                DeliverRoute.POST,
                advice -> advice.weaveById("haetae-slack").before().process(exchange -> {
                    if (frozen[0]) {
                        clock.advance(settings.giveUp());
                    }
                    frozen[0] = false;
                }));
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMillis(state().holdUntil() - clock.millis()));
            deliver();
        }
        assertThat(slack.payloads).hasSize(4);
        assertThat(counts()).containsEntry("waiting", 3L).containsEntry("dead", 0L);
        clock.advance(settings.giveUp());
        ticks(4);
        assertThat(counts()).containsEntry("sent", 3L);
    }

    @Test
    void timeInWhichNobodyTriedKillsNothingInAChannelThatIsWell() {
        add(
                alert("a", Severity.HIGH, "line", Map.of()),
                alert("b", Severity.HIGH, "line", Map.of()),
                alert("c", Severity.HIGH, "line", Map.of()));
        slack.next(StubSlack.answer(500, "rollup_error"));
        do {
            tick();
        } while (counts().get("sent") == 0); // one alert alone
        clock.advance(settings.giveUp());
        slack.next(StubSlack.answer(500, "rollup_error"));
        tick();
        assertThat(counts()).containsEntry("waiting", 2L).containsEntry("dead", 0L);
    }

    @Test
    void timeInWhichNobodyTriedKillsNothingInANewChannel() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        slack.next(StubSlack.answer(404, "no_service"));
        tick();
        clock.advance(settings.giveUp());
        reconfigure(settings(slack.url("/services/new/and/mistyped")));
        long again = clock.millis();
        for (Duration since = Duration.ZERO; since.compareTo(settings.giveUp()) < 0; ) {
            assertThat(counts()).as("after %s", since).containsEntry("waiting", 1L);
            slack.next(StubSlack.answer(404, "no_service"));
            deliver();
            clock.advance(Duration.ofMillis(state().holdUntil() - clock.millis()));
            since = Duration.ofMillis(clock.millis() - again);
        }
        slack.next(StubSlack.answer(404, "no_service"));
        deliver();
        assertThat(counts()).as("it was tried for long enough").containsEntry("dead", 1L);
    }

    @Test
    void noSecretIsReadWithTheStoresWriteLockInHand() throws Exception {
        int[] read = {0, 0};
        reconfigure(settings(ChangingSecret.of(() -> {
            read[0]++;
            read[1] += WriteLock.isTaken(folder) ? 1 : 0;
            return slack.url(PATH);
        })));
        add(alert("a", Severity.HIGH, "line", Map.of()));
        slack.next(StubSlack.answer(500, "rollup_error"), StubSlack.answer(500, "rollup_error"));
        tick();
        clock.advance(settings.giveUp());
        ticks(10);
        assertThat(counts()).containsEntry("sent", 1L);
        assertThat(read[0]).isPositive();
        assertThat(read[1]).isZero();
    }

    @Test
    void aChannelThatIsDownHoldsNoOtherUp() throws Exception {
        camel.close();
        store.close();
        Account first = settings.accounts().get(0);
        Account second = new Account(
                "second",
                first.accessKey(),
                first.secretKey(),
                first.tracerUrl(),
                new Channel(new Secret(slack.url(PATH + "2"))));
        settings = settings(List.of(first, second));
        open();
        add(
                alert("a", Severity.HIGH, "line", Map.of()),
                new Alert("second", "rule", "b", 0, Severity.HIGH, "line", clock.millis(), Map.of()));
        slack.next(StubSlack.answer(404, "no_service"));
        tick();
        assertThat(slack.payloads).hasSize(2);
        assertThat(counts()).containsEntry("sent", 1L).containsEntry("waiting", 1L);
        assertThat(state().failures()).isEqualTo(1);
    }

    @Test
    void whatWasUnderWayAtAnEndIsSentAfterTheNextStart() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        store.transaction(tx -> new Outbox().claim(tx, List.of("default"), 20));
        camel.close();
        store.close();
        open();
        tick();
        assertThat(counts()).containsEntry("sent", 1L);
    }

    @Test
    void anUnexpectedExceptionBeforeThePostCountsAsARefusedPayload() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()), alert("b", Severity.HIGH, "line", Map.of()));
        AdviceWith.adviceWith(
                camel,
                DeliverRoute.POST,
                advice -> advice.weaveById("haetae-slack").before().process(exchange -> {
                    throw new IllegalStateException("a bug");
                }));
        ticks(3);
        assertThat(slack.payloads).isEmpty();
        assertThat(counts()).containsEntry("dead", 2L);
        assertThat(alerts.list("dead").get(0).reason()).isEqualTo("no payload: IllegalStateException");
    }

    @Test
    void anErrorPassesEveryHandlerAndIsNeverTakenForADelivery() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        int[] crashes = {1};
        AdviceWith.adviceWith(
                camel,
                DeliverRoute.POST,
                advice -> advice.weaveById("haetae-slack").before().process(exchange -> {
                    if (crashes[0]-- > 0) {
                        throw new AssertionError("crash");
                    }
                }));
        assertThatThrownBy(this::tick).isInstanceOf(AssertionError.class).hasMessage("crash");
        assertThat(counts()).containsEntry("sending", 1L);
        clock.advance(SECOND);
        ticks(3);
        assertThat(counts()).containsEntry("sent", 1L);
    }

    @Test
    void anErrorInThePostItselfIsNeverTakenForADelivery() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        AdviceWith.adviceWith(
                camel,
                DeliverRoute.POST,
                advice -> advice.weaveById("haetae-slack").replace().process(exchange -> {
                    throw new AssertionError("crash");
                }));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:other").setBody(constant("x"));
            }
        });
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(this::deliver).isInstanceOf(AssertionError.class);
            try (var template = camel.createProducerTemplate()) {
                template.sendBody("direct:other", ""); // the thread's next work runs what the error left in its queue
            }
            assertThat(counts()).containsEntry("sent", 0L);
            clock.advance(Duration.ofMinutes(10));
        }
    }

    @Test
    void afterOkOnlyTheMarkIsTriedAgain() {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        store.write(tx -> tx.execute("create trigger full before update on alert when new.state = 'sent'"
                + " begin select raise(abort, 'disk full'); end"));
        ticks(3);
        add(alert("b", Severity.CRITICAL, "line", Map.of()));
        ticks(3);
        assertThat(slack.payloads).hasSize(1);
        assertThat(counts()).containsEntry("sending", 1L).containsEntry("waiting", 1L);
        store.write(tx -> tx.execute("drop trigger full"));
        tick();
        assertThat(counts()).containsEntry("sent", 2L);
        assertThat(slack.payloads).hasSize(2);
    }

    @Test
    void nothingIsPostedWhileTheClaimCantBeStored() {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        store.write(tx -> tx.execute(
                "create trigger full before insert on channel" + " begin select raise(abort, 'disk full'); end"));
        ticks(3);
        assertThat(slack.payloads).isEmpty();
        assertThat(counts()).containsEntry("waiting", 1L);
        store.write(tx -> tx.execute("drop trigger full"));
        tick();
        assertThat(counts()).containsEntry("sent", 1L);
    }
}
