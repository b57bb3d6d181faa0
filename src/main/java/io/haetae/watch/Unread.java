package io.haetae.watch;

/**
 * What has not been read yet when a condition ends.
 *
 * @param behindSince the youngest sweep's cursor, epoch milliseconds, UTC; null if it is where it should be
 * @param holes stretches that could not be read
 */
record Unread(Long behindSince, int holes) {}
