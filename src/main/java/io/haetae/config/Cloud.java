package io.haetae.config;

import java.util.Arrays;
import java.util.Optional;

/** The vendor's zones, each with a tracer of its own. */
enum Cloud {
    PUBLIC("public", "https://cloudactivitytracer.apigw.ntruss.com"),
    GOV("gov", "https://cloudactivitytracer.apigw.gov-ntruss.com"),
    FIN("fin", "https://cloudactivitytracer.apigw.fin-ntruss.com");

    private final String word;
    private final String tracer;

    Cloud(String word, String tracer) {
        this.word = word;
        this.tracer = tracer;
    }

    static Optional<Cloud> of(String word) {
        return Arrays.stream(values()).filter(cloud -> cloud.word.equals(word)).findFirst();
    }

    /** The tracer's base, without a path. */
    String tracer() {
        return tracer;
    }
}
