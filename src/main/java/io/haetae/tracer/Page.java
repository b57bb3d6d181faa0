package io.haetae.tracer;

import io.haetae.activity.Activity;
import io.haetae.store.Unreadable;
import java.util.List;
import java.util.Set;

/**
 * What was read of an answer.
 *
 * @param items how many it had, readable or not
 * @param ids of all items, also of those that no rule wants
 * @param wanted those that a rule asks for, in the order of the items
 * @param echo the names under which it repeats page and size; empty if under none
 * @param hasMore whether there are more pages; null if it doesn't say
 * @param failure why it nevertheless counts as failed; null if it doesn't
 * @param newest the latest event time of all that can be read, wanted or not; epoch milliseconds, UTC; null without any
 */
public record Page(
        int items,
        List<String> ids,
        List<Activity> wanted,
        List<Unreadable> unreadable,
        Set<PagingNames> echo,
        Boolean hasMore,
        TracerFailure failure,
        Long newest) {

    /** One whose newest record isn't known. */
    public Page(
            int items,
            List<String> ids,
            List<Activity> wanted,
            List<Unreadable> unreadable,
            Set<PagingNames> echo,
            Boolean hasMore,
            TracerFailure failure) {
        this(items, ids, wanted, unreadable, echo, hasMore, failure, null);
    }

    /** As {@link #newest}, but never later than now: a record may claim to be of next year. */
    public Long newestBy(long now) {
        return newest == null ? null : Long.valueOf(Math.min(newest, now));
    }
}
