package io.haetae.deliver;

/** Slack did not take a payload. Without a stack: it is no bug of ours, and it may happen each second. */
public final class SlackFailure extends Exception {

    private final transient SlackAnswer answer;

    public SlackFailure(SlackAnswer answer) {
        super(answer.verdict() + ": " + answer.reason(), null, false, false);
        this.answer = answer;
    }

    public SlackAnswer answer() {
        return answer;
    }
}
