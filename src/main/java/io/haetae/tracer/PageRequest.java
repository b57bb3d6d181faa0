package io.haetae.tracer;

/**
 * What to ask the tracer for.
 *
 * @param from epoch milliseconds, UTC, inclusive
 * @param to epoch milliseconds, UTC; whether the server takes it as inclusive is unknown
 * @param page counts from 0
 */
public record PageRequest(long from, long to, int page, PagingNames names) {

    public static final String PATH = "/api/v1/activities";
    /** Records a page: the most that the tracer allows. */
    public static final int SIZE = 100;

    public String json() {
        return "{\"fromEventTime\":" + from + ",\"toEventTime\":" + to + ",\"" + names.page() + "\":" + page + ",\""
                + names.size() + "\":" + SIZE + "}";
    }
}
