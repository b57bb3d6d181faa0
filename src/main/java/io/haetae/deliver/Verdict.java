package io.haetae.deliver;

/** What an attempt to post a payload came to. */
public enum Verdict {
    /** 200 {@code ok}. */
    DELIVERED,
    /** Something in this payload; others would be taken. */
    PAYLOAD_REFUSED,
    /** Any payload would be refused. */
    CHANNEL_REFUSED,
    /** 429. */
    THROTTLED,
    /** 5xx. */
    SERVER,
    /** It says that it went well, but not in Slack's words: a proxy, a look-alike. */
    ODD,
    /** No connection was made: nothing of the payload left. */
    UNSENT,
    /** The payload left, no whole answer came: it may have been posted. */
    LOST;

    /** Whether an alert's attempts and give-up time count it. */
    public boolean isFailedAttempt() {
        return switch (this) {
            case DELIVERED, PAYLOAD_REFUSED, THROTTLED -> false;
            case CHANNEL_REFUSED, SERVER, ODD, UNSENT, LOST -> true;
        };
    }
}
