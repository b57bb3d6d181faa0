package io.haetae.tracer;

import io.haetae.tracer.TracerFailure.Family;
import java.io.IOException;

/** A request that was given up, or an answer that began and did not come whole. */
public final class NoWholeAnswer extends IOException {

    private final Family family;
    private final String date;

    /**
     * @param message for a person, without a secret
     * @param date the answer's {@code Date} as it came; null if its headers didn't
     */
    public NoWholeAnswer(Family family, String message, String date) {
        super(message);
        this.family = family;
        this.date = date;
    }

    public Family family() {
        return family;
    }

    public String date() {
        return date;
    }
}
