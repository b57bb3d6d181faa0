package io.haetae.tracer;

import io.haetae.config.Text;
import io.haetae.tracer.TracerFailure.Family;
import java.io.IOException;

/** A request that was given up, or an answer that began and did not come whole. */
public final class NoWholeAnswer extends IOException {

    private final Family family;
    private final transient Text said;
    private final String date;

    /**
     * @param said for a person, without a secret; may be null
     * @param date the answer's {@code Date} as it came; null if its headers didn't
     */
    public NoWholeAnswer(Family family, Text said, String date) {
        super(said == null ? null : said.toString());
        this.said = said;
        this.family = family;
        this.date = date;
    }

    public Family family() {
        return family;
    }

    /** The message, in either language. */
    Text said() {
        return said;
    }

    public String date() {
        return date;
    }
}
