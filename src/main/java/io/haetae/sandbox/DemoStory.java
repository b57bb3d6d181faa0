package io.haetae.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A believable stretch of one account's life: noise, a burst of more than a page within a second, root logins with and
 * without a second factor, a root access key, and a record that shows up late. The same at every showing.
 */
public final class DemoStory {

    /** What the account's people do all day: product, resource type, resource, action. */
    private static final List<List<String>> NOISE = List.of(
            List.of("Server", "Server", "web-1", "Create Server Instance"),
            List.of("Server", "ACG", "web-acg", "Update ACG Rule (Request)"),
            List.of("Server", "ACG", "web-acg", "Update ACG Rule (Complete)"),
            List.of("Object Storage", "Bucket", "backup-2026", "Create bucket"),
            List.of("Sub Account", "SubAccount", "개발팀-김", "Login"),
            List.of("Sub Account", "Policy", "읽기전용", "Attach policy to sub account"),
            List.of("Key Management Service", "Key", "orders", "Rotate key"));

    private static final int BURST = 130;
    private static final int NOISE_A_SECOND = 6;

    private final Random random = new Random(1);
    private final Instant start;
    private final Duration length;
    private final List<SandboxRecord> records = new ArrayList<>();
    private final Set<String> matching = new HashSet<>();
    private String lateOne;
    private int numbers;

    /**
     * @param length of the whole showing; the last quarter is left for telling
     * @param lateness how long after its event the late record shows up
     */
    public DemoStory(Instant start, Duration length, Duration lateness) {
        this.start = start;
        this.length = length;
        for (int i = 0; i < length.toSeconds() * NOISE_A_SECOND; i++) {
            noise(start.plus(Duration.ofMillis(i * 1000L / NOISE_A_SECOND)));
        }
        for (int i = 0; i < BURST; i++) {
            noise(at(0.30));
        }
        login("admin@example.com", "OTP", "KR", "203.0.113.7", at(0.06), Duration.ZERO);
        lateOne = login("late@example.com", "OTP", "KR", "203.0.113.21", at(0.10), lateness);
        login("<!channel> <https://example.com|관리자>", "", "RU", "198.51.100.66", at(0.28), Duration.ZERO);
        key("admin@example.com", "198.51.100.66", at(0.32));
        login("audit@example.com", "OTP", "KR", "203.0.113.9", at(0.55), Duration.ZERO);
    }

    public List<SandboxRecord> records() {
        return List.copyOf(records);
    }

    /** The history ids of the records that the two original rules tell. */
    public Set<String> matching() {
        return Set.copyOf(matching);
    }

    /** The history id of the record that shows up late. */
    public String lateOne() {
        return lateOne;
    }

    private Instant at(double part) {
        return start.plusMillis((long) (length.toMillis() * part));
    }

    private void noise(Instant at) {
        List<String> kind = NOISE.get(random.nextInt(NOISE.size()));
        ObjectNode json = record(kind.get(0), kind.get(1), kind.get(2), kind.get(3), at);
        json.put("actionUserType", "Sub")
                .put("actionSubAccountNo", Integer.toString(100 + random.nextInt(5)))
                .put("sourceType", "CONSOLE")
                .put("sourceIp", "203.0.113." + random.nextInt(250));
        records.add(SandboxRecord.of(json, at.toEpochMilli()));
    }

    private String login(String name, String secondFactor, String country, String ip, Instant at, Duration lateness) {
        ObjectNode json = record("Account", "Customer", name, "Login", at);
        json.put("actionUserType", "Customer").put("sourceType", "PORTAL").put("sourceIp", ip);
        json.putObject("productData").put("twoFactorLoginType", secondFactor).put("clientIpCountry", country);
        return risky(json, at, lateness);
    }

    private void key(String name, String ip, Instant at) {
        ObjectNode json = record("Account", "AccessKey", name, "Create Access Key", at);
        json.put("actionUserType", "Customer").put("sourceType", "PORTAL").put("sourceIp", ip);
        json.putObject("productData").put("active", "true");
        risky(json, at, Duration.ZERO);
    }

    private String risky(ObjectNode json, Instant at, Duration lateness) {
        String id = json.get("historyId").asText();
        matching.add(id);
        records.add(SandboxRecord.of(json, at.toEpochMilli()).visibleAt(at.plus(lateness)));
        return id;
    }

    private ObjectNode record(String product, String type, String resource, String action, Instant at) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("historyId", String.format("%024x", ++numbers))
                .put("eventTime", at.toEpochMilli())
                .put("platformType", "VPC")
                .put("productName", product.replace(" ", ""))
                .put("productDisplayName", product)
                .put("regionCode", "KR")
                .put("regionDispalyName", "Korea")
                .put("resourceType", type)
                .put("resourceId", Integer.toString(9000 + numbers))
                .put("resourceName", resource)
                .put("actionDisplayName", action)
                .put("actionResultType", "SUCCESS");
    }
}
