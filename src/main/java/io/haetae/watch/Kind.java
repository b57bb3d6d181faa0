package io.haetae.watch;

import io.haetae.store.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What can be wrong with the watch itself, and how bad that is. */
public enum Kind {
    /** No complete poll for too long. */
    BLIND(Severity.CRITICAL),
    /** The tracer refuses the keys. */
    CREDENTIALS(Severity.CRITICAL),
    /** The keys may not read the tracer. */
    PERMISSION(Severity.CRITICAL),
    /** Our clock is off. */
    CLOCK(Severity.MEDIUM),
    /** Complete polls, and no record of any kind. */
    SILENT(Severity.HIGH),
    /** Nobody was polling; told at the start, never open. */
    AWAY(Severity.MEDIUM),
    /** The youngest sweep is late. */
    BEHIND(Severity.HIGH),
    /** A stretch of time can't be read. */
    HOLE(Severity.HIGH),
    /** Records that can't be understood. */
    UNREADABLE(Severity.MEDIUM),
    /** Slack takes nothing; told when it does again. */
    CHANNEL(Severity.HIGH),
    /** Dead letters. */
    DEAD(Severity.HIGH);

    private final Severity severity;

    Kind(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** As it is stored and told. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
