package io.haetae.e2e;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.sandbox.SandboxRecord;

/** Records for the sandbox: a root login that is told, or noise that is not. Times: epoch milliseconds, UTC. */
final class Records {

    private Records() {}

    static SandboxRecord login(int number, long eventTime) {
        ObjectNode json = record(number, eventTime)
                .put("productDisplayName", "Account")
                .put("productName", "Account")
                .put("resourceType", "Customer")
                .put("resourceName", "root-" + number + "@example.com");
        json.putObject("productData").put("twoFactorLoginType", "OTP").put("clientIpCountry", "KR");
        return SandboxRecord.of(json, eventTime);
    }

    static SandboxRecord noise(int number, long eventTime) {
        return SandboxRecord.of(
                record(number, eventTime)
                        .put("productDisplayName", "Server")
                        .put("productName", "VPCServer")
                        .put("resourceType", "Server")
                        .put("resourceName", "web-" + number),
                eventTime);
    }

    private static ObjectNode record(int number, long eventTime) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("historyId", String.format("%024x", number))
                .put("eventTime", eventTime)
                .put("actionDisplayName", "Login")
                .put("actionResultType", "SUCCESS")
                .put("actionUserType", "Customer")
                .put("sourceType", "PORTAL")
                .put("sourceIp", "203.0.113.7");
    }
}
