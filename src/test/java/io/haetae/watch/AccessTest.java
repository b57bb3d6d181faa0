package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.tracer.TracerFailure.Family;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code credentials}, {@code permission}, {@code clock}. */
class AccessTest extends WatchFixture {

    @Test
    void refusedKeysAreToldOnceWithTheirLastCharactersAndEndWithAGoodPage() {
        watched.fail(Family.CREDENTIALS);
        watched.fail(Family.CREDENTIALS);
        watched.fail(Family.SERVER);
        watched.start();
        watched.fail(Family.CREDENTIALS);
        assertThat(watched.told())
                .containsExactly("credentials 0 critical [Haetae] default: Since 2026-11-01 09:02:00 the API refuses to"
                        + " authenticate us. Cause: the access key that ends in 1234 is disabled or deleted, or the"
                        + " secret key is not its own. What to do: check the keys in the console and replace"
                        + " them. In a file they count from the next poll on, elsewhere (systemd's"
                        + " LoadCredential= too) after a restart.");
        watched.poll();
        assertThat(watched.told())
                .containsExactly("credentials 1 info [Haetae] default: The API authenticates us again. It did not since"
                        + " 2026-11-01 09:02:00, for 4 min. Nothing is left unread.");
        assertThat(watched.open()).isEmpty();
    }

    @Test
    void refusedKeysEndWhenOnlyThePermissionIsMissing() {
        watched.fail(Family.CREDENTIALS);
        watched.fail(Family.PERMISSION);
        assertThat(watched.toldBriefly()).containsExactly("credentials 0", "permission 0", "credentials 1");
    }

    @Test
    void aGoodPageBeforeTheRefusalEndsNothing() {
        watched.fail(Family.CREDENTIALS);
        watched.pass(Watched.MINUTE);
        watched.end(false, true, Family.CREDENTIALS, 0L);
        assertThat(watched.toldBriefly()).containsExactly("credentials 0");
    }

    @Test
    void withoutADateTheClockMayBeIt() {
        watched.fail(Family.CREDENTIALS, null);
        assertThat(watched.told()).hasSize(1).first().asString().contains("A wrong local clock is refused");
    }

    @Test
    void aRequestThatWasSignedForAnotherTimeSaysNothingOfTheKey() {
        watched.step(Duration.ofMinutes(-10));
        watched.fail(Family.CREDENTIALS);
        assertThat(watched.toldBriefly()).containsExactly("clock 0");
        watched.fail(Family.CREDENTIALS); // signed with the right time now
        assertThat(watched.told()).hasSize(1).first().asString().contains("A wrong local clock is refused");
    }

    @Test
    void neitherDoesOneDuringAPollWhoseFirstPageWasGood() {
        watched.step(Duration.ofMinutes(-10));
        watched.end(false, true, Family.CREDENTIALS, watched.ahead.toMillis());
        assertThat(watched.toldBriefly()).containsExactly("clock 0");
    }

    @Test
    void aRefusalAfterAGoodPageThatToldTheTimeIsTheKeys() {
        watched.step(Duration.ofMinutes(-4));
        watched.assumed = watched.ahead.toMillis();
        watched.end(false, true, Family.CREDENTIALS, watched.ahead.toMillis());
        assertThat(watched.toldBriefly()).containsExactlyInAnyOrder("clock 0", "credentials 0");
    }

    @Test
    void aMissingPolicyIsNamedOnceAndEndsWithAGoodPage() {
        watched.fail(Family.PERMISSION);
        watched.start();
        watched.fail(Family.PERMISSION);
        watched.fail(Family.CONNECTION);
        assertThat(watched.told())
                .containsExactly("permission 0 critical [Haetae] default: Since 2026-11-01 09:02:00 the activity log"
                        + " can't be read for want of permission. Cause: the key's sub account lacks the policy"
                        + " NCP_CLOUD_ACTIVITY_TRACER_VIEWER, or calls from an address that it may not. What to do:"
                        + " check its policies and its access addresses under Sub Account in the console.");
        watched.poll();
        assertThat(watched.told())
                .containsExactly("permission 1 info [Haetae] default: The key may read the activity log again."
                        + " It might not since 2026-11-01 09:02:00, for 3 min. Nothing is left unread.");
    }

    @Test
    void aClockThatIsFastIsToldOnceAndEndsWhenItIsRight() {
        watched.step(Duration.ofMinutes(4).plusSeconds(30));
        watched.poll();
        watched.start();
        watched.poll();
        watched.fail(Family.CONNECTION); // without an answer nobody knows
        assertThat(watched.told())
                .containsExactly(
                        "clock 0 medium [Haetae] default: Since 2026-11-01 09:02:00 the clock of this machine is"
                                + " about 5 min fast. Cause: it is not synchronised. What to do: check NTP (chrony and the"
                                + " like). Until then we go on with a corrected time.");
        watched.step(Duration.ofMinutes(-3));
        watched.poll();
        assertThat(watched.told())
                .containsExactly("clock 1 info [Haetae] default: The clock of this machine is right again."
                        + " It was off since 2026-11-01 09:02:00, for 3 min. Nothing is left unread.");
        assertThat(watched.open()).isEmpty();
    }

    @Test
    void twoMinutesAreTolerated() {
        watched.step(Duration.ofMinutes(-2));
        watched.poll();
        assertThat(watched.told()).isEmpty();
        watched.step(Duration.ofMillis(-1));
        watched.poll();
        assertThat(watched.told()).hasSize(1).first().asString().contains("about 2 min slow");
    }

    @Test
    void theClocksOffsetIsStored() {
        watched.step(Duration.ofMinutes(-90));
        watched.poll();
        watched.fail(Family.CONNECTION);
        assertThat(watched.store.<Long>read(handle -> handle.createQuery("select clock_offset from account")
                        .mapTo(Long.class)
                        .one()))
                .isEqualTo(Duration.ofMinutes(90).toMillis());
    }
}
