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
 */
public record Page(
        int items,
        List<String> ids,
        List<Activity> wanted,
        List<Unreadable> unreadable,
        Set<PagingNames> echo,
        Boolean hasMore,
        TracerFailure failure) {}
