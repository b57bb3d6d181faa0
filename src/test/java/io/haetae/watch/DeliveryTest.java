package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.store.Alert;
import io.haetae.store.AlertQueries;
import io.haetae.store.ChannelState;
import io.haetae.store.Channels;
import io.haetae.store.Outbox;
import io.haetae.store.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** {@code channel} and {@code dead}. */
class DeliveryTest extends WatchFixture {

    private static final String ID = Watched.CHANNEL.id();

    private void channel(UnaryOperator<ChannelState> change) {
        Channels channels = new Channels(watched.store);
        watched.store.write(tx -> channels.save(tx, change.apply(channels.get(tx, ID))));
    }

    /** A minute each, for if nothing were polled there were more to tell. */
    private void polls(int minutes) {
        for (int i = 0; i < minutes; i++) {
            watched.poll();
        }
    }

    private void fails() {
        long now = watched.clock.millis();
        channel(state -> state.failed("SERVER", "500 rollup_error", now, now));
    }

    @Test
    void aHeldChannelIsOpenAfterFiveMinutesAndToldWhenItHeals() {
        fails();
        polls(5);
        fails();
        watched.tick();
        assertThat(watched.open()).isEmpty();
        watched.pass(Duration.ofSeconds(1));
        watched.tick();
        watched.start();
        watched.tick();
        assertThat(watched.told()).isEmpty();
        assertThat(watched.openKinds()).containsExactly("channel");
        polls(60);
        channel(ChannelState::well);
        watched.tick();
        watched.tick();
        assertThat(watched.told())
                .containsExactly("channel 1 high [Haetae] default: Slack takes alerts again (channel " + ID + ")."
                        + " It did not from 2026-11-01 09:01:00 to 2026-11-01 10:06:01, for 1 h 5 min. Cause: 500"
                        + " rollup_error. What to do: read what now comes late."
                        + " Nothing is left unread.");
        assertThat(watched.open()).isEmpty();
    }

    @Test
    void oneThatHealsSoonIsNotWorthALine() {
        fails();
        polls(4);
        watched.tick();
        channel(ChannelState::well);
        watched.tick();
        polls(4);
        watched.tick();
        assertThat(watched.told()).isEmpty();
    }

    @Test
    void beingAskedForQuietHoldsAChannelToo() {
        long now = watched.clock.millis();
        channel(state -> state.throttled("429 rate_limited", now, now + 600_000));
        polls(6);
        watched.tick();
        assertThat(watched.openKinds()).containsExactly("channel");
    }

    @Test
    void aReplacedWebhookIsTheFirstToHearOfIt() {
        fails();
        polls(6);
        watched.tick();
        watched.channel = new Channel(new Secret("https://hooks.slack.com/services/T/B/Y"));
        watched.start();
        watched.tick();
        watched.tick();
        assertThat(watched.told())
                .containsExactly(
                        "channel 1 high [Haetae] default: The webhook is another one now. The last one (channel "
                                + ID
                                + ") took nothing from 2026-11-01 09:01:00 to 2026-11-01 09:07:00, for 6 min. Cause: 500"
                                + " rollup_error. What to do: read what now comes late. Nothing is left unread.");
        assertThat(watched.open()).isEmpty();
    }

    @Test
    void aHeldChannelIsToldAtOnceWhereTheWatchHasAChannelOfItsOwn() {
        watched.own = new Channel(new Secret("https://hooks.slack.com/services/T/B/W"));
        watched.start();
        fails();
        polls(6);
        watched.tick();
        watched.tick();
        assertThat(watched.told())
                .containsExactly(
                        "channel 0 high [Haetae] default: Since 2026-11-01 09:01:00 nothing can be sent to Slack"
                                + " (channel " + ID
                                + "). Cause: 500 rollup_error. What to do: check the webhook and Slack itself."
                                + " Alerts are kept and sent when it works again.");
        channel(ChannelState::well);
        watched.tick();
        assertThat(watched.toldBriefly()).containsExactly("channel 1");
    }

    private static Channel webhook(String name) {
        return new Channel(new Secret("https://hooks.slack.com/services/T/B/" + name));
    }

    /** Our channel is another account's too, whose watch speaks there; it takes nothing, and then ours is another one. */
    private void aSharedChannelIsReplaced(Channel othersPlace) {
        watched.others = List.of(Watched.account("other", new Secret("k"), Watched.CHANNEL, othersPlace));
        watched.own = webhook("W");
        watched.start();
        fails();
        polls(6);
        watched.tick();
        watched.channel = webhook("Y");
        watched.start();
        watched.tick();
        watched.tick();
    }

    @Test
    void theEndIsToldWhereTheBeginningWasThoughAnotherTellsElsewhere() {
        aSharedChannelIsReplaced(webhook("W2"));
        assertThat(watched.told())
                .satisfiesExactly(
                        begin -> assertThat(begin).contains("nothing can be sent to Slack (channel " + ID),
                        end -> assertThat(end)
                                .contains("The webhook is another one now. The last one (channel " + ID + ")"));
        assertThat(watched.open()).isEmpty();
    }

    @Test
    void whatAnotherAccountTellsAtTheSamePlaceIsLeftToIt() {
        aSharedChannelIsReplaced(webhook("W"));
        assertThat(watched.told()).isEmpty();
        watched.own = webhook("W3"); // nobody else speaks there
        watched.channel = Watched.CHANNEL;
        watched.start();
        watched.tick();
        assertThat(watched.toldBriefly()).containsExactly("channel 0");
        watched.own = webhook("W");
        watched.start();
        watched.tick();
        assertThat(watched.told()).as("the other one tells of it there").isEmpty();
        assertThat(watched.open()).isEmpty();
    }

    @Test
    void aClockThatIsSetHidesNoHeldChannelAndMakesNone() {
        fails();
        watched.tick();
        watched.step(Duration.ofDays(1));
        watched.poll();
        watched.tick();
        assertThat(watched.openKinds()).doesNotContain("channel");
        watched.step(Duration.ofDays(-2));
        polls(5);
        watched.tick();
        assertThat(watched.openKinds()).contains("channel");
    }

    private void deadLetter(String record) {
        long now = watched.clock.millis();
        Alert alert = new Alert(Watched.NAME, "root-login", record, 0, Severity.HIGH, "x", now, Map.of());
        watched.store.write(tx -> new Outbox().add(tx, List.of(alert), now));
        watched.sql("update alert set state = 'dead', reason = ? where record = ?", "400 no_text of " + record, record);
    }

    @Test
    void deadLettersAreToldOnceWithTheFirstReasonAndEndWhenTheyWait() {
        watched.tick();
        assertThat(watched.told()).isEmpty();
        deadLetter("a");
        deadLetter("b");
        watched.tick();
        deadLetter("c");
        watched.start();
        watched.tick();
        assertThat(watched.told())
                .containsExactly(
                        "dead 0 high [Haetae] default: Since 2026-11-01 09:01:00 there are alerts that Slack"
                                + " would not take: 2, the first one because of: 400 no_text of a. What to do: see bin/haetae"
                                + " alerts list --state dead, and when Slack takes alerts again, send them with bin/haetae alerts replay --all.");
        new AlertQueries(watched.store).replayAll();
        watched.pass(Duration.ofSeconds(5));
        watched.tick();
        assertThat(watched.told())
                .containsExactly("dead 1 info [Haetae] default: No alert is left unsent. There were some since"
                        + " 2026-11-01 09:01:00, for 5 s. Nothing is left unread.");
        assertThat(watched.open()).isEmpty();
    }
}
