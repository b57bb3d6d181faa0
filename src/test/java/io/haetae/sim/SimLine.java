package io.haetae.sim;

/**
 * What was posted past the store.
 *
 * @param fault how that failed, or null
 * @param quiet for so many seconds Slack asked to be left alone
 */
record SimLine(SimChannel channel, String text, SlackFault fault, int quiet) {}
