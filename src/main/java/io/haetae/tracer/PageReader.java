package io.haetae.tracer;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.activity.Activity;
import io.haetae.activity.RecordId;
import io.haetae.config.Hiding;
import io.haetae.config.Text;
import io.haetae.store.Unreadable;
import io.haetae.tracer.TracerFailure.Family;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An answer's tree to the activities that a rule wants, and the counts. A page that has failed is still read as far as
 * it can be: what came is told, only the cursor stays.
 */
public final class PageReader {

    private final ZoneId zone;
    private final Predicate<Activity> wanted;

    /** @param wanted whether any rule asks for the activity */
    public PageReader(ZoneId zone, Predicate<Activity> wanted) {
        this.zone = zone;
        this.wanted = wanted;
    }

    /** @param secrets what the request carried */
    public Page read(JsonNode answer, Hiding secrets) {
        JsonNode items = answer == null ? null : answer.get("items");
        if (answer != null && answer.path("error").isObject()) {
            return failed(TracerErrors.of200(answer.get("error"), secrets));
        }
        if (items == null || !items.isArray()) {
            return failed(TracerFailure.of(Family.SHAPE, 200, Text.of("tracer.items")));
        }
        List<String> ids = new ArrayList<>(items.size());
        List<Activity> found = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        Long newest = null;
        for (JsonNode item : items) {
            try {
                Activity activity = Activity.of(item, zone);
                ids.add(activity.id());
                newest = newest == null ? activity.getEventTime() : Math.max(newest, activity.getEventTime());
                if (wanted.test(activity)) {
                    found.add(activity);
                }
            } catch (IllegalArgumentException e) {
                String raw = item.toString();
                String hash = RecordId.sha256(raw.getBytes(StandardCharsets.UTF_8));
                ids.add(hash);
                unreadable.add(new Unreadable(hash, e.getMessage(), raw));
            }
        }
        Boolean hasMore = bool(answer.get("hasMore"));
        return new Page(
                items.size(),
                ids,
                found,
                unreadable,
                echo(answer),
                hasMore,
                failure(answer, items.size(), unreadable.size(), hasMore),
                newest);
    }

    private static TracerFailure failure(JsonNode answer, int items, int unreadable, Boolean hasMore) {
        if (hasMore == null) {
            return TracerFailure.of(Family.SHAPE, 200, Text.of("tracer.has-more"));
        }
        JsonNode count = answer.get("itemCount");
        if (count != null && !count.isNull() && !count.asText().equals(Integer.toString(items))) {
            return TracerFailure.of(Family.SHAPE, 200, Text.of("tracer.item-count", items));
        }
        if (items >= 5 && unreadable * 5 > items) {
            return TracerFailure.of(Family.UNREADABLE, 200, Text.of("tracer.unreadable", unreadable, items));
        }
        return null;
    }

    private static Page failed(TracerFailure failure) {
        return new Page(0, List.of(), List.of(), List.of(), Set.of(), null, failure);
    }

    private static Set<PagingNames> echo(JsonNode answer) {
        Set<PagingNames> echo = EnumSet.noneOf(PagingNames.class);
        for (PagingNames names : PagingNames.values()) {
            if (answer.hasNonNull(names.page()) || answer.hasNonNull(names.size())) {
                echo.add(names);
            }
        }
        return echo;
    }

    private static Boolean bool(JsonNode node) {
        if (node == null || node.isNull()) {
            return null;
        }
        return switch (node.asText()) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }
}
