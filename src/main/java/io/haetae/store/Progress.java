package io.haetae.store;

import java.time.Duration;
import java.util.Map;

/**
 * What reading a window whole has brought. Times are epoch milliseconds, UTC.
 *
 * @param moves age to position: where cursors move, none of them back
 * @param from of the window
 * @param to of the window, inclusive
 * @param hole what has been gone past beside it; null if nothing was
 * @param paging the names that worked
 * @param complete when this completed the head, by the tracer's clock; null if it didn't
 */
public record Progress(Map<Duration, Long> moves, long from, long to, Hole hole, String paging, Long complete) {}
