package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChannelsTest {

    private static final long NOW = 1_717_200_000_000L;

    @Test
    void rememberAChannelAndKnowNothingOfAnother(@TempDir Path folder) {
        try (Store store = Store.open(folder)) {
            Channels channels = new Channels(store);
            ChannelState held = ChannelState.fresh("a").claimed(NOW).failed("SERVER", "500", NOW, NOW + 2_000);
            store.write(tx -> channels.save(tx, held));
            store.write(tx -> channels.save(tx, ChannelState.fresh("c")));
            ChannelState known = store.read(handle -> channels.get(handle, "a"));
            ChannelState unknown = store.read(handle -> channels.get(handle, "b"));
            assertThat(known).isEqualTo(held);
            assertThat(unknown).isEqualTo(ChannelState.fresh("b"));
            assertThat(channels.due(List.of("b", "a", "b"), NOW)).containsExactly("b");
            assertThat(channels.due(List.of("a"), NOW + 2_000)).containsExactly("a");
            assertThat(channels.all()).extracting(ChannelState::id).containsExactly("a", "c");
        }
    }

    @Test
    void ticksThatComeABitEarlyPassButTheLongRunIsASecondEach() {
        ChannelState state = ChannelState.fresh("a");
        long now = NOW;
        int payloads = 0;
        for (; now < NOW + 100_000; now += 10) {
            if (state.due(now)) {
                state = state.claimed(now);
                payloads++;
            }
        }
        assertThat(payloads).isBetween(99, 101);
        assertThat(ChannelState.fresh("a").claimed(NOW).due(NOW + 899)).isFalse();
        assertThat(ChannelState.fresh("a").claimed(NOW).due(NOW + 900)).isTrue();
    }

    @Test
    void aHoldIsKeptToTheMillisecond() {
        ChannelState held = ChannelState.fresh("a").heldUntil(NOW + 3_600_000);
        assertThat(held.due(NOW)).isFalse();
        assertThat(held.due(NOW + 3_599_999)).isFalse();
        assertThat(held.due(NOW + 3_600_000)).isTrue();
    }

    @Test
    void aClockThatJumpedBackHoldsNobody() {
        ChannelState ahead = ChannelState.fresh("a").claimed(NOW).heldUntil(NOW + 60_000);
        long yesterday = NOW - 86_400_000;
        assertThat(ahead.due(yesterday)).isTrue();
        assertThat(ahead.claimed(yesterday).next()).isEqualTo(yesterday + 1_000);
    }

    @Test
    void aClockSetBackByLessThanAHoldMayLastHoldsNobodyEither() {
        ChannelState held = ChannelState.fresh("a").claimed(NOW).heldUntil(NOW + 30_000);
        long before = NOW - 1_800_000;
        assertThat(held.due(before)).isTrue();
        ChannelState probed = held.claimed(before);
        assertThat(probed.due(before)).isFalse();
        assertThat(probed.due(before + 1_000)).isTrue();
    }

    @Test
    void aClockSetBackWithinAHoldNeverMakesItLongerThanItWas() {
        ChannelState held = ChannelState.fresh("a").claimed(NOW).heldUntil(NOW + 900_000);
        assertThat(held.due(NOW + 10_000)).isFalse();
        assertThat(held.due(NOW - 4_000)).isFalse();
        assertThat(held.due(NOW - 4_001)).isTrue();
    }

    @Test
    void tellsForHowLongNobodyTriedAlthoughItsTurnHadCome() {
        ChannelState well = ChannelState.fresh("a").claimed(NOW).well();
        assertThat(well.untried(NOW + 60_999)).isZero();
        assertThat(well.untried(NOW + 86_401_000)).isEqualTo(86_400_000);
        ChannelState held = well.failed("SERVER", "500", NOW, NOW + 2_000);
        assertThat(held.untried(NOW)).isZero();
        assertThat(held.untried(NOW + 61_999)).isZero();
        assertThat(held.untried(NOW + 86_402_000)).isEqualTo(86_400_000);
        assertThat(ChannelState.fresh("b").untried(NOW)).as("nobody ever has").isEqualTo(NOW);
    }

    @Test
    void failuresAreCountedInARowAndByKind() {
        ChannelState state = ChannelState.fresh("a")
                .failed("SERVER", "500", NOW, NOW)
                .failed("SERVER", "502", NOW + 1, NOW)
                .failed("LOST", "timeout", NOW + 2, NOW + 9);
        assertThat(state.failures()).isEqualTo(3);
        assertThat(state.streak()).isEqualTo(1);
        assertThat(state.since()).isEqualTo(NOW);
        assertThat(state.reason()).isEqualTo("timeout");
        assertThat(state.well()).isEqualTo(ChannelState.fresh("a"));
    }
}
