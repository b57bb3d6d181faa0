package io.haetae.config;

import java.time.Duration;
import java.util.Locale;

/**
 * When the watch speaks of itself, and in what language.
 *
 * @param blindAfter so long without a complete poll
 * @param silentAfter so long without a record of any kind; zero for never
 * @param language Korean or English
 */
public record WatchSettings(Duration blindAfter, Duration silentAfter, Locale language) {

    public static final WatchSettings DEFAULT =
            new WatchSettings(Duration.ofMinutes(5), Duration.ofHours(24), Locale.KOREAN);
}
