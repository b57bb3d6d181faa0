package io.haetae.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What it takes to look into the store: no keys.
 *
 * @param rules the folders of the rules
 * @param channels the ids of those in use; empty if no usable webhook is at hand
 * @param blindAfter so long without a complete poll is too long
 * @param language of what is said
 */
public record StoreSettings(
        Path data, List<Path> rules, ZoneId zone, Set<String> channels, Duration blindAfter, Locale language) {}
