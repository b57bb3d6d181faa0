package io.haetae.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.activity.Activity;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/** A made-up record, like a true one in all that a rule asks for. */
public final class DrillRecord {

    /** What its identity begins with: a true one is 24 hex digits, or 64. */
    public static final String PREFIX = "drill-";

    /** Kept for documentation: nobody's. */
    private static final String ADDRESS = "192.0.2.1";

    private static final String NAME = "drill@example.com";

    /** What can be drilled; each is named as the rule that must speak. */
    public enum Kind {
        ROOT_LOGIN("root-login", "Customer", "Login"),
        ROOT_ACCESS_KEY("root-access-key", "AccessKey", "Create Access Key");

        private final String word;
        private final String resourceType;
        private final String action;

        Kind(String word, String resourceType, String action) {
            this.word = word;
            this.resourceType = resourceType;
            this.action = action;
        }

        public String word() {
            return word;
        }

        public static Optional<Kind> of(String word) {
            for (Kind kind : values()) {
                if (kind.word.equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    private DrillRecord() {}

    /** Another one at each call. */
    public static Activity of(Kind kind, long now, ZoneId zone) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("historyId", PREFIX + kind.word + "-" + UUID.randomUUID())
                .put("eventTime", now)
                .put("platformType", "BOTH")
                .put("productName", "Account")
                .put("productDisplayName", "Account")
                .put("regionCode", "KR")
                .put("resourceType", kind.resourceType)
                .put("resourceName", NAME)
                .put("actionDisplayName", kind.action)
                .put("actionResultType", "SUCCESS")
                .put("actionUserType", "Customer")
                .put("sourceType", "PORTAL")
                .put("sourceIp", ADDRESS);
        ObjectNode data = json.putObject("productData");
        if (kind == Kind.ROOT_LOGIN) {
            data.put("twoFactorLoginType", "").put("clientIpCountry", "KR");
        } else {
            data.put("active", "true");
        }
        return Activity.of(json, zone);
    }
}
