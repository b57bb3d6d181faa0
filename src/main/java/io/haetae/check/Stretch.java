package io.haetae.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A window that was read. Times are epoch milliseconds, UTC, by the tracer's clock.
 *
 * @param readAt when its first page was asked for
 * @param pages the records of each page, as they came
 * @param whole whether every page of it was read
 */
record Stretch(long from, long to, long readAt, List<List<JsonNode>> pages, boolean whole) {

    Stretch {
        pages = List.copyOf(pages);
    }
}
