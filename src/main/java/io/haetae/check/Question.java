package io.haetae.check;

import io.haetae.tracer.PagingNames;

/**
 * What to ask the tracer for: as the watch's own request, but with a page size to try out.
 *
 * @param from epoch milliseconds, UTC
 * @param to epoch milliseconds, UTC
 * @param page counts from 0
 */
public record Question(long from, long to, int page, int size, PagingNames names) {

    public String json() {
        return "{\"fromEventTime\":" + from + ",\"toEventTime\":" + to + ",\"" + names.page() + "\":" + page + ",\""
                + names.size() + "\":" + size + "}";
    }

    Question page(int other) {
        return new Question(from, to, other, size, names);
    }
}
