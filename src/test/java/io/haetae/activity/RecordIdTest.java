package io.haetae.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordIdTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> IDENTITY = List.of(
            "productName",
            "resourceType",
            "resourceId",
            "resourceName",
            "actionDisplayName",
            "actionResultType",
            "actionSubAccountNo",
            "sourceIp",
            "productData");
    private static final List<String> OTHERS = List.of(
            "nrn",
            "platformType",
            "productDisplayName",
            "regionCode",
            "regionDispalyName",
            "actionUserType",
            "actionIdNo",
            "sourceType",
            "neverHeardOf");

    @Test
    void isTheHistoryId() throws Exception {
        assertThat(RecordId.of(JSON.readTree("{\"historyId\":\"65a0\",\"eventTime\":1}")))
                .isEqualTo("65a0");
        assertThat(RecordId.of(JSON.readTree("{\"historyId\":650,\"eventTime\":1}")))
                .isEqualTo("650");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",\"historyId\":null", ",\"historyId\":\"\"", ",\"historyId\":\"  \"", ",\"historyId\":{}"})
    void isTheHashOfItsCanonicalFieldsWithoutOne(String historyId) throws Exception {
        JsonNode record = JSON.readTree(
                "{\"sourceIp\":\"203.0.113.7\",\"nrn\":\"n\",\"eventTime\":\"1717200000000\",\"productData\":"
                        + "{\"b\":1,\"a\":{\"d\":null,\"c\":[true,\"x\"]}},\"resourceName\":\"웹\"" + historyId + "}");
        String canonical = "{\"eventTime\":1717200000000,\"productData\":{\"a\":{\"c\":[true,\"x\"]},\"b\":1},"
                + "\"resourceName\":\"웹\",\"sourceIp\":\"203.0.113.7\"}";
        assertThat(RecordId.of(record)).isEqualTo(RecordId.sha256(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void hashesAsEverybodyDoes() {
        assertThat(RecordId.sha256("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    /** The order of keys, nulls, fields that don't count, and a time in a string: all the same record. */
    @Property(tries = 200)
    void staysTheSameHoweverTheRecordIsWritten(@ForAll Random random) {
        ObjectNode record = record(random);
        ObjectNode other = (ObjectNode) shuffled(record, random);
        OTHERS.forEach(field -> {
            if (random.nextBoolean()) {
                other.put(field, "other " + random.nextInt());
            }
        });
        IDENTITY.stream().filter(field -> !other.has(field)).forEach(other::putNull);
        if (random.nextBoolean()) {
            other.put("eventTime", record.get("eventTime").asText());
        }
        assertThat(RecordId.of(other)).isEqualTo(RecordId.of(record)).matches("[0-9a-f]{64}");
    }

    /** Another value in any field of the identity is another record. */
    @Property(tries = 200)
    void isAnotherWithAnyFieldOfTheIdentity(@ForAll Random random) {
        ObjectNode record = record(random);
        String id = RecordId.of(record);
        for (String field : IDENTITY) {
            ObjectNode other = record.deepCopy();
            other.put(field, "another");
            assertThat(RecordId.of(other)).as(field).isNotEqualTo(id);
            if (record.has(field)) {
                other.remove(field);
                assertThat(RecordId.of(other)).as("without %s", field).isNotEqualTo(id);
            }
        }
        ObjectNode later = record.deepCopy();
        later.put("eventTime", record.get("eventTime").longValue() + 1);
        assertThat(RecordId.of(later)).isNotEqualTo(id);
        ObjectNode deeper = record.deepCopy();
        deeper.putObject("productData").put("active", "false");
        ObjectNode deep = record.deepCopy();
        deep.putObject("productData").put("active", "true");
        assertThat(RecordId.of(deeper)).isNotEqualTo(RecordId.of(deep));
    }

    @Property(tries = 50)
    void isTheHistoryIdWhateverElseItSays(@ForAll Random random) {
        assertThat(RecordId.of(record(random).put("historyId", "h1"))).isEqualTo("h1");
    }

    private static ObjectNode record(Random random) {
        ObjectNode record = JSON.createObjectNode().put("eventTime", 1_717_200_000_000L + random.nextInt(1000));
        for (String field : IDENTITY) {
            if (random.nextBoolean()) {
                record.put(field, "v" + random.nextInt(3));
            }
        }
        if (random.nextBoolean()) {
            ObjectNode data = record.putObject("productData");
            for (int i = random.nextInt(6); i > 0; i--) {
                data.put("inboundRules[" + i + "].ipBlock", random.nextInt(3));
            }
            data.putObject("nested").put("z", 1).put("a", true);
            ArrayNode list = data.putArray("list");
            list.addObject().put("value", "x").put("key", "k");
        }
        return record;
    }

    private static JsonNode shuffled(JsonNode node, Random random) {
        if (node.isObject()) {
            List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
            Collections.shuffle(fields, random);
            ObjectNode shuffled = JSON.createObjectNode();
            if (random.nextBoolean()) {
                shuffled.putNull("nothing");
            }
            fields.forEach(field -> shuffled.set(field.getKey(), shuffled(field.getValue(), random)));
            return shuffled;
        }
        if (node.isArray()) {
            ArrayNode copy = JSON.createArrayNode();
            node.forEach(item -> copy.add(shuffled(item, random)));
            return copy;
        }
        return node;
    }
}
