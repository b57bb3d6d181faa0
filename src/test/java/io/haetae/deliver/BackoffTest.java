package io.haetae.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.store.ChannelState;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final long NOW = 1_717_200_000_000L;
    private static final SlackAnswer SERVER = SlackAnswer.of(500, "rollup_error", null);
    private static final SlackAnswer REFUSED = SlackAnswer.of(404, "no_service", null);
    private static final SlackAnswer ODD = SlackAnswer.of(200, "<html>", null);
    private static final SlackAnswer LOST = SlackAnswer.lost("timeout");

    private final Backoff backoff = new Backoff(new Random(1));

    @Test
    void waitsLongerWithEachTroubleOfSlacks() {
        assertWaits(SERVER, 0.8, 1.2, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300);
        assertWaits(SlackAnswer.unsent("refused"), 0.8, 1.2, 2, 4, 8);
    }

    @Test
    void probesAChannelThatRefusesUpToAQuarterOfAnHour() {
        assertWaits(REFUSED, 0.8, 1, 30, 60, 120, 240, 480, 900, 900);
    }

    @Test
    void takesAnOddAnswerForChanceTwice() {
        assertWaits(ODD, 1, 1, 5, 5);
        assertWaits(ODD, 0.8, 1, 5, 5, 30, 60, 120, 240, 480, 900, 900);
    }

    @Test
    void holdsAChannelThatNeverAnswersUpToAnHour() {
        assertWaits(LOST, 0.8, 1.2, 2, 4);
        assertWaits(LOST, 0.66, 1.2, 2, 4, 60, 120, 240, 480, 960, 1920, 3600, 3600);
    }

    @Test
    void doesNotHammerASlackThatFailsNowThisWayNowThat() {
        ChannelState state = ChannelState.fresh("a");
        for (int i = 0; i < 6; i++) {
            state = backoff.next(state, i % 2 == 0 ? SERVER : LOST, NOW);
        }
        assertThat(state.holdUntil() - NOW).isGreaterThan(50_000);
        assertThat(state.streak()).isEqualTo(1);
    }

    @Test
    void obeysARequestForQuietAndCountsNoFailure() {
        ChannelState failing = backoff.next(ChannelState.fresh("a"), SERVER, NOW);
        ChannelState held = backoff.next(failing, SlackAnswer.of(429, "", "17"), NOW);
        assertThat(held).isEqualTo(failing.throttled("429", NOW + 1, NOW + 17_000));
        assertThat(held.since()).isEqualTo(NOW);
        assertThat(backoff.next(ChannelState.fresh("a"), SlackAnswer.of(429, "", "17"), NOW))
                .isEqualTo(ChannelState.fresh("a").throttled("429", NOW, NOW + 17_000));
        assertThat(backoff.next(failing, SlackAnswer.of(429, "", null), NOW).holdUntil())
                .isEqualTo(NOW + 30_000);
        assertThat(backoff.next(failing, SlackAnswer.of(429, "", "99999"), NOW).holdUntil())
                .isEqualTo(NOW + 3_600_000);
        assertThat(backoff.next(failing, SlackAnswer.of(503, "", "900"), NOW).holdUntil())
                .isEqualTo(NOW + 900_000);
    }

    @Test
    void forgetsAllWhenTheChannelTakesOrOnlyThePayloadIsRefused() {
        ChannelState failing = ChannelState.fresh("a").claimed(NOW);
        for (int i = 0; i < 5; i++) {
            failing = backoff.next(failing, REFUSED, NOW);
        }
        ChannelState well = ChannelState.fresh("a").claimed(NOW);
        assertThat(backoff.next(failing, SlackAnswer.OK, NOW)).isEqualTo(well);
        assertThat(backoff.next(failing, SlackAnswer.of(400, "no_text", null), NOW))
                .isEqualTo(well);
    }

    @Property
    void everyHoldEndsWithinAnHour(@ForAll Verdict[] verdicts, @ForAll long seed) {
        Backoff any = new Backoff(new Random(seed));
        ChannelState state = ChannelState.fresh("a");
        for (Verdict verdict : verdicts) {
            state = any.next(state, new SlackAnswer(verdict, 0, "x", null), NOW);
            assertThat(state.holdUntil() - NOW).isLessThanOrEqualTo(3_600_000);
            assertThat(state.due(NOW + 3_600_000)).isTrue();
        }
    }

    private void assertWaits(SlackAnswer answer, double from, double to, int... seconds) {
        ChannelState state = ChannelState.fresh("a");
        for (int second : seconds) {
            state = backoff.next(state, answer, NOW);
            assertThat((state.holdUntil() - NOW) / 1_000.0).isBetween(second * from, second * to);
        }
        assertThat(state.failures()).isEqualTo(seconds.length);
        assertThat(state.kind()).isEqualTo(answer.verdict().name());
    }
}
