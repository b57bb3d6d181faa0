package io.haetae.store;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How bad it is, worst first: the order in which alerts are delivered. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    INFO;

    /** By its word in lower case, as it stands behind {@code alert:}. */
    public static Optional<Severity> of(String word) {
        return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
