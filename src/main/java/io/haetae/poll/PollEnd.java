package io.haetae.poll;

import io.haetae.tracer.TracerFailure;

/**
 * How a poll ended, for those who judge the watch by it. Times are epoch milliseconds, UTC.
 *
 * @param now by the tracer's clock, as far as it is known
 * @param complete whether the head's last window was saved in it
 * @param heard whether a good page came in it
 * @param failure what ended it; null if nothing did
 * @param skew milliseconds that the tracer's clock is ahead, by an answer of this poll; null if none told
 * @param signedOff milliseconds from what the last request was signed for to the time that its answer told; 0 if it
 *     told none
 */
public record PollEnd(
        String account, long now, boolean complete, boolean heard, TracerFailure failure, Long skew, long signedOff) {}
