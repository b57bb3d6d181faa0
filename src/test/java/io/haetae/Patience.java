package io.haetae;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * How long tests wait for what must come. Only a failure takes that long: where the time itself is the promise, a test
 * says so with a bound of its own.
 */
public final class Patience {

    public static final Duration LIMIT = Duration.ofSeconds(90);

    private Patience() {}

    public static ConditionFactory await() {
        return Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(50));
    }
}
