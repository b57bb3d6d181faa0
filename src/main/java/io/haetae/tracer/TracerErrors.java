package io.haetae.tracer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haetae.config.Hiding;
import io.haetae.tracer.TracerFailure.Family;

/** Tells what a refusal means: by HTTP status first, then by the code in its body. */
public final class TracerErrors {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 200;

    /** So much that no secret parted by this cut is among what is left of it; a body may have 32 MiB. */
    private static final int MOST_READ = 64 * 1024;

    private TracerErrors() {}

    /**
     * @param status anything but 2xx
     * @param body as it came: JSON of the API, or XML or HTML of a gateway; null if there was none
     * @param secrets what the request carried
     */
    public static TracerFailure of(int status, String body, Hiding secrets) {
        return new TracerFailure(family(status, code(body)), status, trimmed(body, secrets));
    }

    /** A 200 that carries an error object is that error. */
    public static TracerFailure of200(JsonNode error, Hiding secrets) {
        String code = error.path("errorCode").asText("");
        Family family = switch (code) {
            case "100" -> Family.BAD_REQUEST;
            case "200" -> Family.CREDENTIALS;
            case "210", "230" -> Family.PERMISSION;
            case "300" -> Family.NOT_FOUND;
            case "400" -> Family.QUOTA;
            case "410", "420" -> Family.THROTTLED;
            case "430" -> Family.TOO_LARGE;
            case "510" -> Family.GATEWAY_TIMEOUT;
            default -> Family.SERVER;
        };
        return new TracerFailure(family, 200, trimmed(error.toString(), secrets));
    }

    private static Family family(int status, String code) {
        return switch (status) {
            case 400 -> Family.BAD_REQUEST;
            case 401 -> code.equals("210") ? Family.PERMISSION : Family.CREDENTIALS;
            case 403 -> Family.PERMISSION;
            case 404 -> Family.NOT_FOUND;
            case 413 -> Family.TOO_LARGE;
            case 504 -> Family.GATEWAY_TIMEOUT;
            case 429 -> code.equals("400") ? Family.QUOTA : Family.THROTTLED;
            default -> status >= 500 ? Family.SERVER : status >= 400 ? Family.BAD_REQUEST : Family.NOT_FOUND;
        };
    }

    private static String code(String body) {
        try {
            JsonNode tree = body == null ? null : JSON.readTree(body);
            return tree == null ? "" : tree.path("error").path("errorCode").asText("");
        } catch (JsonProcessingException e) {
            return ""; // a gateway's own words
        }
    }

    /** A line of an answer for a person; null if it is blank. Secrets go first: the cut may part one. */
    static String trimmed(String body, Hiding secrets) {
        if (body == null || body.isBlank()) {
            return null;
        }
        String line = secrets.in(body.length() <= MOST_READ ? body : body.substring(0, MOST_READ))
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .trim();
        return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
    }
}
