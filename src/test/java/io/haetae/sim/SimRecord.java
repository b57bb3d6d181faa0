package io.haetae.sim;

/**
 * What happened in the simulated account. Times are epoch milliseconds, UTC, by the true clock.
 *
 * @param visible when the tracer shows it first
 * @param matches whether the root-login rule must tell it
 * @param poison whether Slack refuses every payload that has it
 * @param odd whether nobody can understand it
 */
record SimRecord(int number, long event, long visible, boolean matches, boolean poison, boolean odd) {

    /** How bad a login is, if it is one: by its number, which is all that Slack shows of it. */
    static AlertKind kind(int number) {
        return number % 3 == 0 ? AlertKind.CRITICAL : AlertKind.HIGH;
    }

    /** By history id, which counts. */
    static int number(String historyId) {
        return Integer.parseInt(historyId, 16);
    }

    String json() {
        if (odd) {
            return "{\"historyId\":\"" + historyId() + "\",\"eventTime\":{\"at\":" + event + "}}";
        }
        return "{\"historyId\":\"" + historyId() + "\",\"eventTime\":" + event
                + (matches
                        ? ",\"productName\":\"Account\",\"productDisplayName\":\"Account\",\"resourceType\":\"Customer\""
                        : ",\"productName\":\"VPCServer\",\"productDisplayName\":\"Server\",\"resourceType\":\"Server\"")
                + ",\"resourceName\":\"" + name() + "\",\"actionDisplayName\":\"Login\","
                + "\"actionResultType\":\"SUCCESS\",\"actionUserType\":\"Customer\",\"sourceType\":\"PORTAL\","
                + "\"sourceIp\":\"203.0.113.2\",\"productData\":{\"twoFactorLoginType\":"
                + (kind(number) == AlertKind.CRITICAL ? "null" : "\"OTP\"") + ",\"clientIpCountry\":\"KR\"}}";
    }

    /** By which a line in Slack is traced back to its record. */
    String name() {
        return (poison ? "poison-" : "record-") + number;
    }

    /** 24 hexadecimal digits; written by hand, as it is asked for millions of times. */
    String historyId() {
        String digits = Integer.toHexString(number);
        return "000000000000000000000000".substring(digits.length()) + digits;
    }
}
