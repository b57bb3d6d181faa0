package io.haetae.sim;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** What is stored must be told, once, and only what Slack will never take may become a dead letter. */
final class TellingOracle {

    private static final long GIVE_UP = Duration.ofHours(2).toMillis();

    private final SimTracer tracer;
    private final SimSlack slack;

    TellingOracle(SimTracer tracer, SimSlack slack) {
        this.tracer = tracer;
        this.slack = slack;
    }

    /** @param changes history id to new state */
    void judge(Map<String, String> changes) {
        Oracle.must(slack.broken.isEmpty(), () -> String.join("; ", slack.broken));
        changes.forEach((record, state) -> {
            SimRecord r = tracer.record(record);
            if (state.equals("sent")) {
                Oracle.must(
                        slack.accepted.containsKey(r.number()),
                        () -> r + " is marked sent, and Slack has never accepted it");
            }
            if (state.equals("dead")) {
                Oracle.must(r.poison() || longFailed(r), () -> r + " is a dead letter without a reason");
            }
        });
    }

    private boolean longFailed(SimRecord r) {
        List<Long> failures = slack.failed.getOrDefault(r.number(), List.of());
        return !failures.isEmpty() && failures.get(failures.size() - 1) - Collections.min(failures) >= GIVE_UP;
    }

    /** @param state null if it was never stored */
    void atTheEnd(SimRecord r, String state) {
        Oracle.must(state == null || state.equals("sent") || state.equals("dead"), () -> r + " is still " + state);
        Oracle.must(!r.poison() || state == null || state.equals("dead"), () -> r + " is poison and yet " + state);
    }
}
