package io.haetae.check;

import io.haetae.config.Text;

/**
 * One link of the chain from the configuration to Slack.
 *
 * @param name as JSON has it
 * @param todo what helps; null unless it failed
 */
public record Link(String name, State state, Text text, Text todo) {

    public enum State {
        OK,
        FAILED,
        SKIPPED
    }

    static Link ok(String name, Text text) {
        return new Link(name, State.OK, text, null);
    }

    static Link failed(String name, Text text, Text todo) {
        return new Link(name, State.FAILED, text, todo);
    }

    /** Something that it depends on has failed. */
    static Link skipped(String name, String failed) {
        return skipped(name, Text.of("check.as-failed", title(failed)));
    }

    static Link skipped(String name, Text why) {
        return new Link(name, State.SKIPPED, why, null);
    }

    /** Its name for people. */
    public Text title() {
        return title(name);
    }

    private static Text title(String name) {
        return Text.of("check.link." + name.replace(' ', '-'));
    }

    public boolean isOk() {
        return state == State.OK;
    }
}
