package io.haetae.cli;

import io.haetae.config.Settings;
import java.time.Duration;

/** Where an account's very first start begins to read, for people who want to know. {@code RunTest} holds it true. */
final class FirstStart {

    /** The poll begins that much earlier still, for a local clock that is off. */
    private static final Duration DOUBT = Duration.ofMinutes(5);

    private FirstStart() {}

    /**
     * Epoch milliseconds, UTC.
     *
     * @param since as it was asked for; null if it wasn't
     */
    static long from(Settings settings, Long since, long now) {
        return (since == null ? now - settings.overlap().toMillis() : since) - DOUBT.toMillis();
    }
}
