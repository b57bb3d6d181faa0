package io.haetae.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes believable records, the same ones for the same seed and calls. Each is visible from its event on. Names are
 * under example.com, addresses from the ranges that are kept for documentation. For one thread.
 */
public final class SandboxRecords {

    private static final String ACCOUNT = "Account";

    private final Random random;

    public SandboxRecords(long seed) {
        random = new Random(seed);
    }

    /** One change that no rule of the original speaks of: one record, or two a moment apart. */
    public List<SandboxRecord> change(Instant at) {
        Noise kind = Noise.values()[random.nextInt(Noise.values().length)];
        String name = kind.namePrefix + (1 + random.nextInt(40));
        String id = Integer.toString(1_000_000 + random.nextInt(9_000_000));
        List<SandboxRecord> made = new ArrayList<>();
        Instant when = at;
        for (String action : kind.actions) {
            ObjectNode json = base(kind.product, kind.productDisplayName, kind.resourceType, id, name, action, when);
            bySub(json, kind == Noise.SUB_LOGIN);
            noiseData(json.putObject("productData"), kind, name);
            made.add(SandboxRecord.of(json, when.toEpochMilli()));
            when = when.plusMillis(1 + random.nextInt(50));
        }
        return made;
    }

    /** As {@link #change}, but one record in any case: for tests that count. */
    public SandboxRecord noise(Instant at) {
        return change(at).get(0);
    }

    /** @param secondFactor for example {@code OTP}; empty for none */
    public SandboxRecord rootLogin(Instant at, String name, String sourceIp, String country, String secondFactor) {
        ObjectNode json = byRoot(name, "Customer", "Login", sourceIp, at);
        json.putObject("productData").put("twoFactorLoginType", secondFactor).put("clientIpCountry", country);
        return SandboxRecord.of(json, at.toEpochMilli());
    }

    /** A root login as {@link #rootLogin} makes it, but refused by the portal. */
    public SandboxRecord rootLoginFailed(Instant at, String name, String sourceIp, String country) {
        SandboxRecord login = rootLogin(at, name, sourceIp, country, "");
        login.json().put("actionResultType", "FAIL");
        return login;
    }

    public SandboxRecord rootAccessKeyCreated(Instant at, String name, String sourceIp) {
        ObjectNode json = byRoot(name, "AccessKey", "Create Access Key", sourceIp, at);
        json.putObject("productData").put("active", "true").put("accessKeyId", letters(20));
        return SandboxRecord.of(json, at.toEpochMilli());
    }

    /** The same resource type as a new key, but the key is switched off: nothing to tell of. */
    public SandboxRecord rootAccessKeyDisabled(Instant at, String name, String sourceIp) {
        ObjectNode json = byRoot(name, "AccessKey", "Update Access Key", sourceIp, at);
        json.putObject("productData").put("active", "false").put("accessKeyId", letters(20));
        return SandboxRecord.of(json, at.toEpochMilli());
    }

    /** The same record with {@code productData} as a list of {@code {key, value}}, as some products have it. */
    public static SandboxRecord dataAsList(SandboxRecord made) {
        ObjectNode json = made.json().deepCopy();
        ArrayNode list = json.putArray("productData");
        made.json()
                .path("productData")
                .fields()
                .forEachRemaining(
                        field -> list.addObject().put("key", field.getKey()).set("value", field.getValue()));
        return new SandboxRecord(json, made.eventTime(), made.visibleAt());
    }

    /** An address from one of the three ranges for documentation. */
    public String address() {
        String[] ranges = {"192.0.2.", "198.51.100.", "203.0.113."};
        return ranges[random.nextInt(ranges.length)] + (1 + random.nextInt(254));
    }

    private ObjectNode byRoot(String name, String resourceType, String action, String sourceIp, Instant at) {
        String id = Integer.toString(1_000_000 + random.nextInt(9_000_000));
        ObjectNode json = base(ACCOUNT, ACCOUNT, resourceType, id, name, action, at);
        return json.put("actionUserType", "Customer")
                .putNull("actionSubAccountNo")
                .put("sourceType", "PORTAL")
                .put("sourceIp", sourceIp);
    }

    /** A source address is recorded for console and portal only, as in the real one. */
    private void bySub(ObjectNode json, boolean portal) {
        String source = portal ? "PORTAL" : random.nextInt(3) == 0 ? "CONSOLE" : "API";
        json.put("actionUserType", "Sub")
                .put("actionSubAccountNo", Integer.toString(100 + random.nextInt(12)))
                .put("sourceType", source)
                .put("sourceIp", source.equals("API") ? null : address());
    }

    private ObjectNode base(
            String product, String display, String type, String id, String name, String action, Instant at) {
        return Received.JSON
                .createObjectNode()
                .put("historyId", historyId())
                .put("nrn", "nrn:PUB:" + product + ":KR:2500001:" + type + "/" + id)
                .put("eventTime", at.toEpochMilli())
                .put("platformType", product.startsWith("VPC") ? "VPC" : "BOTH")
                .put("productName", product)
                .put("productDisplayName", display)
                .put("regionCode", "KR")
                .put("regionDispalyName", "Korea")
                .put("resourceType", type)
                .put("resourceId", id)
                .put("resourceName", name)
                .put("actionDisplayName", action)
                .put("actionResultType", "SUCCESS");
    }

    private void noiseData(ObjectNode data, Noise kind, String name) {
        switch (kind) {
            case ACG_RULES ->
                data.put("inboundRules[0].ipBlock", "198.51.100.0/24")
                        .put("inboundRules[0].portRange", "443")
                        .put("inboundRules[0].protocolTypeCode", "TCP");
            case SUB_LOGIN -> data.put("loginId", name + "@example.com");
            case SERVER_START, SERVER_STOP, SERVER_CREATE -> data.put("serverName", name);
            default -> data.put("name", name);
        }
    }

    private String historyId() {
        return String.format("%016x%08x", random.nextLong(), random.nextInt());
    }

    private String letters(int count) {
        StringBuilder text = new StringBuilder();
        random.ints(count, 'A', 'Z' + 1).forEach(letter -> text.append((char) letter));
        return text.toString();
    }
}
