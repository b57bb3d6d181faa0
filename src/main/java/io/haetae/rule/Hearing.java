package io.haetae.rule;

import io.haetae.activity.Activity;
import io.haetae.store.Alert;
import io.haetae.store.Severity;
import java.util.LinkedHashMap;
import java.util.Map;

/** One rule's turn with one record: collects what it says, and closes when the rule has returned. */
final class Hearing {

    static final String PROPERTY = "haetaeHearing";

    private final String account;
    private final String rule;
    private final Activity activity;
    private final Collected collected;
    private int said;
    private boolean closed;

    Hearing(String account, String rule, Activity activity, Collected collected) {
        this.account = account;
        this.rule = rule;
        this.activity = activity;
        this.collected = collected;
    }

    /** Throws {@code IllegalStateException} if the rule has already returned: nobody would store it. */
    synchronized void say(Severity severity, String text) {
        if (closed) {
            throw new IllegalStateException("alert: came after rule " + rule
                    + " had returned: a rule runs in one thread, without seda, threads or delays");
        }
        collected.add(new Alert(
                account, rule, activity.id(), said++, severity, text, activity.getEventTime(), facts(activity)));
    }

    synchronized void close() {
        closed = true;
    }

    private static Map<String, String> facts(Activity activity) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("who", who(activity));
        facts.put("from", join(activity.getSourceIp(), activity.getSourceType()));
        facts.put("resource", join(activity.getResourceName(), activity.getResourceType()));
        facts.put("action", join(activity.getActionDisplayName(), activity.getActionResultType()));
        facts.put("product", join(activity.getProductDisplayName(), activity.getRegionCode()));
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    private static String who(Activity activity) {
        if ("Customer".equalsIgnoreCase(activity.getActionUserType())) {
            return "root account";
        }
        return activity.getActionSubAccountNo() == null
                ? join(activity.getActionUserType(), null)
                : "sub account " + activity.getActionSubAccountNo();
    }

    private static String join(String value, String detail) {
        if (value == null) {
            return detail == null ? "" : detail;
        }
        return detail == null ? value : value + " (" + detail + ")";
    }
}
