package io.haetae.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a rule said of an activity. Its identity is (account, rule, record, ordinal).
 *
 * @param record see {@code RecordId}
 * @param ordinal counts from 0 within rule and record
 * @param text plain text; a messenger escapes it at its edge
 * @param eventTime epoch milliseconds, UTC
 * @param facts what a person needs beside the text, by name, in the order of showing: who, source, resource, action …
 */
public record Alert(
        String account,
        String rule,
        String record,
        int ordinal,
        Severity severity,
        String text,
        long eventTime,
        Map<String, String> facts) {

    public Alert {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
}
