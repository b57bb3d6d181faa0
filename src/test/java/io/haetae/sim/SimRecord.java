package io.haetae.sim;

/**
 * What happened in the simulated account. Times are epoch milliseconds, UTC, by the true clock.
 *
 * @param visible when the tracer shows it first
 * @param matches whether the root-login rule must tell it
 * @param poison whether Slack refuses every payload that has it
 */
record SimRecord(int number, long event, long visible, boolean matches, boolean poison) {

    String json() {
        return "{\"historyId\":\"%024x\",\"eventTime\":%d,\"productName\":\"%s\",\"productDisplayName\":\"%s\","
                        .formatted(number, event, matches ? "Account" : "VPCServer", matches ? "Account" : "Server")
                + "\"resourceType\":\"%s\",\"resourceName\":\"%s\",\"actionDisplayName\":\"Login\","
                        .formatted(matches ? "Customer" : "Server", name())
                + "\"actionResultType\":\"SUCCESS\",\"actionUserType\":\"Customer\",\"sourceType\":\"PORTAL\","
                + "\"sourceIp\":\"203.0.113.2\",\"productData\":{\"twoFactorLoginType\":\"OTP\",\"clientIpCountry\":\"KR\"}}";
    }

    /** By which a line in Slack is traced back to its record. */
    String name() {
        return (poison ? "poison-" : "record-") + number;
    }

    String historyId() {
        return "%024x".formatted(number);
    }
}
