package io.haetae.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haetae.config.Account;
import io.haetae.config.ChangingSecret;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.SlackSettings;
import io.haetae.store.Alert;
import io.haetae.store.Severity;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two accounts share a channel, and each one's tick serves it: none waits for the other, none posts beside the other. */
class SharedChannelTest extends DeliveryFixture {

    private static final String SHARED = "/shared-by-both";
    private static final String OWN = "/of-prod-alone";

    private final Map<String, Secret> webhooks = new HashMap<>();
    private String shared = SHARED;

    @Override
    Map<String, Secret> webhooks() {
        webhooks.putAll(super.webhooks());
        return webhooks;
    }

    /** Prod's own channel comes first in its tick; what is of high severity goes to the shared one. */
    @BeforeEach
    void twoAccounts() throws Exception {
        Channel both = new Channel(new Secret(slack.url(SHARED)));
        Channel replaced = new Channel(ChangingSecret.of(() -> slack.url(shared)));
        Channel own = new Channel(new Secret(slack.url(OWN)));
        reconfigure(settings(List.of(
                account("prod", new SlackSettings(own, Map.of("high", replaced), Map.of())),
                account("dev", SlackSettings.to(both)))));
    }

    private static Account account(String name, SlackSettings slack) {
        return new Account(name, new Secret(name), new Secret("s"), URI.create("http://127.0.0.1:1"), slack, null);
    }

    private Alert alert(String account, Severity severity, String text) {
        return new Alert(account, "rule", text, 0, severity, text, clock.millis(), Map.of());
    }

    private void marksFail() {
        store.write(tx -> tx.execute("create trigger full before update on alert when new.state = 'sent'"
                + " begin select raise(abort, 'disk full'); end"));
    }

    private void marksHold() {
        store.write(tx -> tx.execute("drop trigger full"));
    }

    private void once(String route, String before, Runnable deed) throws Exception {
        boolean[] done = {false};
        AdviceWith.adviceWith(
                camel,
                route,
                advice -> advice.weaveById(before).before().process(exchange -> {
                    if (!done[0]) {
                        done[0] = true;
                        deed.run();
                    }
                }));
    }

    @Test
    void aPostOfOneAccountThatHangsDelaysNothingInTheSharedChannel() {
        add(alert("prod", Severity.LOW, "a"), alert("prod", Severity.HIGH, "b"), alert("dev", Severity.HIGH, "c"));
        slack.onPost(() -> {
            deliver("dev");
            assertThat(slack.texts(SHARED)).containsExactly("b\nc");
            assertThat(counts()).containsEntry("sent", 2L).containsEntry("sending", 1L);
        });
        deliver("prod");
        clock.advance(SECOND);
        deliver("dev");
        assertThat(slack.payloads).hasSize(2);
        assertThat(counts()).containsEntry("sent", 3L);
    }

    @Test
    void nobodyPostsToAChannelThatIsBeingPostedTo() {
        add(alert("dev", Severity.HIGH, "a"));
        slack.onPost(() -> {
            add(alert("prod", Severity.HIGH, "b"));
            clock.advance(Duration.ofSeconds(7));
            deliver("prod");
            assertThat(slack.texts(SHARED)).containsExactly("a");
            assertThat(counts()).containsEntry("sending", 1L).containsEntry("waiting", 1L);
        });
        deliver("dev");
        deliver("prod");
        assertThat(slack.texts(SHARED)).containsExactly("a", "b");
        assertThat(counts()).containsEntry("sent", 2L);
    }

    @Test
    void whoFoundItDueAtTheSameMomentIsNotASecondTooEarly() throws Exception {
        add(alert("dev", Severity.HIGH, "a"));
        once(DeliverRoute.DELIVER, "haetae-claim", () -> {
            deliver("dev");
            add(alert("prod", Severity.HIGH, "b"));
        });
        deliver("prod");
        assertThat(slack.texts(SHARED)).containsExactly("a");
        clock.advance(SECOND);
        deliver("prod");
        assertThat(slack.texts(SHARED)).containsExactly("a", "b");
    }

    @Test
    void whatCouldNotBeMarkedIsItsOwnTicksAndNothingIsPostedBeforeIt() {
        add(alert("prod", Severity.HIGH, "a"));
        marksFail();
        deliver("prod");
        add(alert("dev", Severity.CRITICAL, "b"));
        for (int i = 0; i < 3; i++) {
            clock.advance(SECOND);
            deliver("prod");
            deliver("dev");
        }
        marksHold();
        deliver("dev");
        assertThat(slack.payloads).hasSize(1);
        assertThat(counts()).containsEntry("sending", 1L).containsEntry("waiting", 1L);
        deliver("prod");
        assertThat(slack.texts(SHARED)).containsExactly("a", "b");
        assertThat(counts()).containsEntry("sent", 2L);
    }

    @Test
    void anOutcomeIsNoLaterOnesWhereTheWebhookWasReplacedMeanwhile() throws Exception {
        add(alert("prod", Severity.HIGH, "a"));
        // dev's tick has found nothing left over by then
        once(DeliverRoute.DELIVER, "haetae-due-channels", () -> {
            marksFail();
            deliver("prod");
            shared = "/replaced";
            webhooks();
            add(alert("dev", Severity.HIGH, "b"), alert("prod", Severity.HIGH, "c"));
            clock.advance(SECOND);
        });
        deliver("dev");
        assertThat(slack.payloads).hasSize(1);
        marksHold();
        for (int i = 0; i < 3; i++) {
            deliver("dev");
            deliver("prod");
            clock.advance(SECOND);
        }
        assertThat(slack.texts(SHARED)).containsExactly("a", "b");
        assertThat(slack.texts("/replaced")).containsExactly("c");
        assertThat(counts()).containsEntry("sent", 3L);
        assertThat(log.list).noneMatch(event -> event.getFormattedMessage().startsWith("left under way"));
    }

    @Test
    void anAccountsAlertsThatAnothersTickLeftBehindWaitAgain() throws Exception {
        add(alert("prod", Severity.HIGH, "a"));
        once(DeliverRoute.POST, "haetae-slack", () -> {
            throw new AssertionError("crash");
        });
        // in a thread of its own: a thread's next work runs what an error left in its queue
        assertThatThrownBy(
                        () -> CompletableFuture.runAsync(() -> deliver("dev")).join())
                .hasRootCauseMessage("crash");
        deliver("prod");
        assertThat(counts()).as("dev's own claim, as far as anybody knows").containsEntry("sending", 1L);
        deliver("dev");
        clock.advance(SECOND);
        deliver("prod");
        assertThat(slack.texts(SHARED)).containsExactly("a");
        assertThat(counts()).containsEntry("sent", 1L);
    }
}
