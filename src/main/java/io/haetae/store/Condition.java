package io.haetae.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something that is wrong with the watch itself now.
 *
 * @param kind {@code blind}, {@code hole} … : what is wrong
 * @param subject which one of its kind: a hole's stretch, a channel; else empty
 * @param since epoch milliseconds, UTC
 * @param detail what its words need, by name
 */
public record Condition(String account, String kind, String subject, long since, Map<String, String> detail) {

    public Condition {
        detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
    }

    /** What makes this occurrence another one than the last of its kind. */
    public String occurrence() {
        return kind + ":" + (subject.isEmpty() ? "" : subject + ":") + since;
    }
}
