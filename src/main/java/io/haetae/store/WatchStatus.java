package io.haetae.store;

import java.util.List;
import java.util.Map;

/**
 * How the watch is, as the store has it. Times are epoch milliseconds, UTC; null where the thing has not happened.
 *
 * @param outbox how many alerts by state, see {@link AlertQueries#STATES}
 */
public record WatchStatus(List<AccountStatus> accounts, Map<String, Long> outbox, List<ChannelStatus> channels) {

    /**
     * @param lastComplete when the head's last window was saved
     * @param lastStatus HTTP status of the tracer's last answer
     * @param unreadable how many records could not be understood
     * @param unreadableLastDay how many of them were first seen in the last 24 hours
     * @param cursors the head first, then the sweeps, youngest first
     */
    public record AccountStatus(
            String name,
            Long lastComplete,
            Integer lastStatus,
            String lastFailure,
            Long lastFailureAt,
            long notBefore,
            long recordsRead,
            long unreadable,
            long unreadableLastDay,
            List<CursorStatus> cursors,
            List<RuleStatus> rules) {}

    /** @param age milliseconds; 0 is the head */
    public record CursorStatus(long age, long position) {

        public boolean head() {
            return age == 0;
        }

        /** Milliseconds from here to where the reading is headed; never negative. */
        public long behind(long now) {
            return Math.max(0, now - age - position);
        }
    }

    /** @param start the rule speaks of records from here on */
    public record RuleStatus(String id, long start) {}

    /**
     * @param id hash of the webhook's URL
     * @param holdUntil nothing is sent before
     * @param failures failed attempts in a row
     * @param since when they began
     */
    public record ChannelStatus(String id, long holdUntil, int failures, String reason, Long since) {}
}
