package io.haetae.tracer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How an answer's bytes become a tree. */
public final class AnswerJson {

    /** One odd record is no reason to take its page for broken, but a number without end would take for ever to read. */
    private static final StreamReadConstraints LONG_NUMBERS =
            StreamReadConstraints.builder().maxNumberLength(10_000).build();

    private AnswerJson() {}

    public static JsonMapper mapper() {
        return JsonMapper.builder(JsonFactory.builder()
                        .inputDecorator(new Utf8Only())
                        .streamReadConstraints(LONG_NUMBERS)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
