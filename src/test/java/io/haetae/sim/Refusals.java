package io.haetae.sim;

import io.haetae.config.Text;
import io.haetae.tracer.NoWholeAnswer;
import io.haetae.tracer.TracerFailure.Family;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.camel.http.base.HttpOperationFailedException;

/** What the watch sees of each way in which a request fails. */
final class Refusals {

    private static final String ERROR = "{\"error\":{\"errorCode\":\"%s\",\"message\":\"refused\"}}";

    private final SimDates dates;
    private final Quiet quiet;
    private final Random random;

    Refusals(SimDates dates, Quiet quiet, Random random) {
        this.dates = dates;
        this.quiet = quiet;
        this.random = random;
    }

    /** Throws whatever camel-http would throw, if it would. */
    void fail(TracerFault fault) throws Exception {
        switch (fault) {
            case CONNECTION -> throw new IOException("connection reset");
            case CUT_OFF -> throw new NoWholeAnswer(Family.CUT_OFF, Text.asItIs("it breaks off"), null);
            case DEADLINE ->
                throw new NoWholeAnswer(Family.DEADLINE, Text.asItIs("it was not whole within 30 s"), null);
            case ANSWER_TOO_LARGE ->
                throw new NoWholeAnswer(Family.SHAPE, Text.asItIs("it is larger than 32 MiB"), null);
            case SERVER -> throw of(500 + random.nextInt(4), "900", Map.of());
            case GATEWAY_TIMEOUT -> throw of(504, "510", Map.of());
            case TOO_LARGE -> throw of(413, "430", Map.of());
            case CREDENTIALS -> throw of(401, "200", Map.of());
            case NO_POLICY -> throw of(401, "210", Map.of());
            case FORBIDDEN -> throw of(403, "220", Map.of());
            case NOT_FOUND -> throw of(404, "300", Map.of());
            case BAD_REQUEST -> throw badRequest();
            case REDIRECT -> throw of(302, "", Map.of("Location", "https://elsewhere"));
            case QUOTA -> {
                quiet.ask(60, 15 * 60);
                throw of(429, "400", Map.of());
            }
            case THROTTLED -> {
                int seconds = random.nextInt(3) == 0 ? 7200 : 1 + random.nextInt(400);
                quiet.ask(seconds, seconds);
                throw of(429, "410", Map.of("Retry-After", Integer.toString(seconds)));
            }
            default -> {} // a page, and what is wrong is in it
        }
    }

    HttpOperationFailedException badRequest() {
        return of(400, "100", Map.of());
    }

    /** The page with what is wrong in it. */
    String broken(String page, TracerFault fault) {
        return switch (fault) {
            case NO_JSON -> page.substring(0, random.nextInt(page.length()));
            case HTML -> "<html><body>Please log in</body></html>";
            case ERROR_IN_200 -> ERROR.formatted(List.of("200", "410", "900").get(random.nextInt(3)));
            default -> page;
        };
    }

    private HttpOperationFailedException of(int status, String code, Map<String, String> more) {
        Map<String, String> headers = dates.headers();
        headers.putAll(more);
        return new HttpOperationFailedException("https://tracer", status, "", null, headers, ERROR.formatted(code));
    }
}
