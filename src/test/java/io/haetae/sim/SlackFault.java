package io.haetae.sim;

/** How a post to Slack fails. */
enum SlackFault {
    THROTTLED,
    SERVER,
    CHANNEL_REFUSES,
    ODD_BODY,
    UNSENT,
    ANSWER_LOST
}
