package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haetae.Patience;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A disk that hangs is waited for with bounds, and only once. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedLookTest {

    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final CountDownLatch answers = new CountDownLatch(1);
    private final AtomicInteger begun = new AtomicInteger();

    @AfterEach
    void answers() {
        answers.countDown();
        Patience.await().until(() -> BoundedLook.hanging() == 0); // or the next test's looks were hurried
    }

    private void disk() {
        begun.incrementAndGet();
        try {
            answers.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void hasLookedWhenItReturns() {
        BoundedLook look = new BoundedLook(begun::incrementAndGet, FOR_EVER);
        for (int i = 1; i <= 3; i++) {
            assertThat(look.hangs()).isFalse();
            assertThat(begun).hasValue(i);
        }
    }

    @Test
    void whatHangsIsBegunOnceAndWaitedForOnce() {
        BoundedLook look = new BoundedLook(this::disk, MOMENT);
        for (int i = 0; i < 1_000; i++) {
            assertThat(look.hangs()).isTrue();
        }
        assertThat(begun).hasValue(1);
        answers.countDown();
        Patience.await().until(() -> !look.hangs());
        assertThat(begun).hasValueGreaterThan(1);
    }

    @Test
    void whileOneHangsOthersAreNotWaitedForLong() {
        assertThat(new BoundedLook(this::disk, MOMENT).hangs()).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(new BoundedLook(this::disk, FOR_EVER).hangs()).isTrue();
        }
    }

    @Test
    void anErrorOfTheLookIsItsCallers() {
        BoundedLook look = new BoundedLook(
                () -> {
                    throw new IllegalStateException("a bug");
                },
                FOR_EVER);
        assertThatThrownBy(look::hangs).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(look::hangs).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoIsInterruptedWaitsNoLonger() {
        Thread.currentThread().interrupt();
        assertThat(new BoundedLook(this::disk, FOR_EVER).hangs()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
