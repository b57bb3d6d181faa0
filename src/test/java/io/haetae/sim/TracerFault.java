package io.haetae.sim;

/** How a request to the tracer fails. */
enum TracerFault {
    SERVER(Then.ENDS),
    THROTTLED(Then.ENDS),
    QUOTA(Then.ENDS),
    CREDENTIALS(Then.ENDS),
    NO_POLICY(Then.ENDS),
    FORBIDDEN(Then.ENDS),
    NOT_FOUND(Then.ENDS),
    REDIRECT(Then.ENDS),
    CONNECTION(Then.ENDS),
    DEADLINE(Then.ENDS),
    ERROR_IN_200(Then.ENDS),
    BAD_REQUEST(Then.OTHER_NAMES),
    CUT_OFF(Then.HALVES),
    TOO_LARGE(Then.HALVES),
    ANSWER_TOO_LARGE(Then.HALVES),
    GATEWAY_TIMEOUT(Then.HALVES),
    NO_JSON(Then.HALVES),
    HTML(Then.HALVES),
    NO_HAS_MORE(Then.HALVES),
    COUNT_LIES(Then.HALVES);

    /** What the watch may do in the same poll. */
    enum Then {
        ENDS,
        OTHER_NAMES,
        HALVES
    }

    private final Then then;

    TracerFault(Then then) {
        this.then = then;
    }

    boolean endsThePoll() {
        return then == Then.ENDS;
    }

    /** Whether the answer fails, not the tracer or the way to it. */
    boolean byAnswer() {
        return then == Then.HALVES;
    }
}
