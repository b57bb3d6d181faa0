package io.haetae.check;

/**
 * One link of the chain from the configuration to Slack.
 *
 * @param todo what helps; null unless it failed
 */
public record Link(String name, State state, String text, String todo) {

    public enum State {
        OK,
        FAILED,
        SKIPPED
    }

    static Link ok(String name, String text) {
        return new Link(name, State.OK, text, null);
    }

    static Link failed(String name, String text, String todo) {
        return new Link(name, State.FAILED, text, todo);
    }

    /** Something that it depends on has failed. */
    static Link skipped(String name, String why) {
        return new Link(name, State.SKIPPED, why, null);
    }

    public boolean isOk() {
        return state == State.OK;
    }
}
