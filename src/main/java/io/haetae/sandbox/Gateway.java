package io.haetae.sandbox;

import java.time.Duration;
import java.time.Instant;

/** What the API gateway checks before it lets a request through to the tracer. */
final class Gateway {

    private static final String PATH = "/api/v1/activities";
    private static final long TOLERANCE = Duration.ofMinutes(5).toMillis();

    private final String accessKey;
    private final String secretKey;

    Gateway(String accessKey, String secretKey) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    /**
     * The refusal; null if the request may pass.
     *
     * @param now by the gateway's clock
     */
    Fault refusal(Received request, Instant now) {
        if (!request.path().equals(PATH)) {
            return Fault.error(404, 300, "Not Found Exception");
        }
        if (!request.method().equals("POST")) {
            return Fault.error(405, 100, "Method Not Allowed");
        }
        if (!authenticated(request, now)) {
            return Fault.error(401, 200, "Authentication Failed");
        }
        String type = request.header("Content-Type");
        if (type == null || !type.split(";")[0].trim().equalsIgnoreCase("application/json")) {
            return Fault.error(400, 100, "Bad Request Exception");
        }
        return null;
    }

    private boolean authenticated(Received request, Instant now) {
        String timestamp = request.header("x-ncp-apigw-timestamp");
        return timestamp != null
                && timestamp.matches("\\d{1,18}")
                && Math.abs(Long.parseLong(timestamp) - now.toEpochMilli()) <= TOLERANCE
                && accessKey.equals(request.header("x-ncp-iam-access-key"))
                && SandboxSignature.of(request.method(), request.uri(), timestamp, accessKey, secretKey)
                        .equals(request.header("x-ncp-apigw-signature-v2"));
    }
}
