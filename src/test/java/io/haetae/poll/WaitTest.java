package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.store.Accounts.LastFailure;
import io.haetae.tracer.TracerFailure.Family;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WaitTest {

    private static final long MINUTE = 60_000;
    private static final LastFailure NONE = new LastFailure(null, 0, 0);

    private static LastFailure quota(long waited) {
        return new LastFailure("QUOTA", 1_000_000, 1_000_000 + waited);
    }

    @Test
    void growsWithEachQuotaInARow() {
        List<Long> waits = new ArrayList<>();
        LastFailure last = NONE;
        for (int i = 0; i < 7; i++) {
            long wait = Wait.after(Family.QUOTA, null, last, false);
            waits.add(wait / MINUTE);
            last = quota(wait);
        }
        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 15L, 15L, 15L);
    }

    @Test
    void beginsAnewAfterAGoodPageOrAnotherFailure() {
        assertThat(Wait.after(Family.QUOTA, null, quota(8 * MINUTE), true)).isEqualTo(MINUTE);
        LastFailure another = new LastFailure("SERVER", 1_000, 0);
        assertThat(Wait.after(Family.QUOTA, null, another, false)).isEqualTo(MINUTE);
        LastFailure otherWait = new LastFailure("THROTTLED", 1_000, 1_000 + 8 * MINUTE);
        assertThat(Wait.after(Family.QUOTA, null, otherWait, false)).isEqualTo(MINUTE);
    }

    @Test
    void goesOnFromAWaitThatTheTracerAskedFor() {
        assertThat(Wait.after(Family.QUOTA, null, quota(5_000), false)).isEqualTo(MINUTE);
        assertThat(Wait.after(Family.QUOTA, null, quota(3 * MINUTE), false)).isEqualTo(4 * MINUTE);
        assertThat(Wait.after(Family.QUOTA, null, quota(60 * MINUTE), false)).isEqualTo(15 * MINUTE);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void doesWhatTheTracerAsksUpToAnHour(Family family) {
        assertThat(Wait.after(family, 7_000L, quota(8 * MINUTE), false)).isEqualTo(7_000);
        assertThat(Wait.after(family, 0L, NONE, false)).isZero();
        assertThat(Wait.after(family, 61 * MINUTE, NONE, false)).isEqualTo(60 * MINUTE);
        assertThat(Wait.after(family, Long.MAX_VALUE, NONE, false)).isEqualTo(60 * MINUTE);
    }

    @ParameterizedTest
    @EnumSource(value = Family.class, mode = EnumSource.Mode.EXCLUDE, names = "QUOTA")
    void otherwiseTheNextDuePollIsTheRetry(Family family) {
        assertThat(Wait.after(family, null, NONE, false)).isZero();
        assertThat(Wait.after(family, null, quota(8 * MINUTE), false)).isZero();
    }

    @Test
    void holdsUntilThenUnlessAClockHasJumped() {
        long now = Duration.ofDays(20_000).toMillis();
        assertThat(Wait.holds(0, now)).isFalse();
        assertThat(Wait.holds(now, now)).isFalse();
        assertThat(Wait.holds(now + 1, now)).isTrue();
        assertThat(Wait.holds(now + 60 * MINUTE, now)).isTrue();
        assertThat(Wait.holds(now + 60 * MINUTE + 1, now)).isFalse();
    }
}
