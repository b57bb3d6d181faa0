package io.haetae.store;

import java.util.List;
import java.util.Map;

/**
 * How the watch is, as the store has it. Times are epoch milliseconds, UTC; null where the thing has not happened.
 *
 * @param outbox how many alerts by state, see {@link AlertQueries#STATES}
 * @param conditions what the running watch found wrong with itself, and told
 */
public record WatchStatus(
        List<AccountStatus> accounts,
        List<Condition> conditions,
        Map<String, Long> outbox,
        List<ChannelStatus> channels) {

    /**
     * @param clockOffset milliseconds that the tracer's clock is ahead of ours; lastComplete and the cursors are by its
     * @param lastComplete when the head's last window was saved
     * @param lastStatus HTTP status of the tracer's last answer
     * @param lastFamily of the last failure since the last complete poll
     * @param unreadable how many records could not be understood
     * @param unreadableLastDay how many of them were first seen in the last 24 hours
     * @param cursors the head first, then the sweeps, youngest first
     */
    public record AccountStatus(
            String name,
            long clockOffset,
            Long lastComplete,
            Integer lastStatus,
            String lastFailure,
            String lastFamily,
            Long lastFailureAt,
            long notBefore,
            long recordsRead,
            long unreadable,
            long unreadableLastDay,
            List<CursorStatus> cursors,
            List<RuleStatus> rules) {

        /** The tracer's time when ours is that. */
        public long tracers(long now) {
            return now + clockOffset;
        }

        public List<Condition> open(WatchStatus status) {
            return status.conditions().stream()
                    .filter(condition -> condition.account().equals(name))
                    .toList();
        }
    }

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
     * @param since when they, or a hold without a failure, began
     */
    public record ChannelStatus(String id, long holdUntil, int failures, String reason, Long since) {

        /** Milliseconds that it has taken nothing; 0 if it does. */
        public long heldFor(long now) {
            boolean held = since != null && (failures > 0 || holdUntil > now);
            return held ? Math.max(0, now - since) : 0;
        }
    }
}
