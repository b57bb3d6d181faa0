package io.haetae.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.activity.Activity;
import io.haetae.config.Hiding;
import io.haetae.store.Unreadable;
import io.haetae.tracer.TracerFailure.Family;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FIELDS = List.of(
            "nrn",
            "platformType",
            "productName",
            "productDisplayName",
            "regionCode",
            "resourceType",
            "resourceId",
            "resourceName",
            "actionDisplayName",
            "actionResultType",
            "actionUserType",
            "actionSubAccountNo",
            "sourceType",
            "sourceIp",
            "productData");

    private static PageReader all() {
        return new PageReader(ZoneId.of("Asia/Seoul"), activity -> true);
    }

    /** Whatever is null, missing, unknown or a string instead of a number: each record is read, in its place. */
    @Property(tries = 200)
    void readsEveryRecordThatHasATime(@ForAll @IntRange(max = 120) int size, @ForAll Random random) {
        ArrayNode items = JSON.createArrayNode();
        List<Long> times = new ArrayList<>();
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            ObjectNode item = items.addObject();
            long time = 1_700_000_000_000L + random.nextInt(1_000_000);
            times.add(time);
            if (random.nextBoolean()) {
                item.put("eventTime", time);
            } else {
                item.put("eventTime", Long.toString(time));
            }
            for (String field : FIELDS) {
                switch (random.nextInt(4)) {
                    case 0 -> item.putNull(field);
                    case 1 -> item.put(field, "value " + random.nextInt(5));
                    case 2 -> item.put(field, random.nextInt(5));
                    default -> {}
                }
            }
            if (random.nextBoolean()) {
                item.putObject("neverHeardOf").put("deep", true);
            }
            item.put("historyId", "h" + i);
            String name = item.path("resourceName").isNull()
                    ? null
                    : item.path("resourceName").asText(null);
            if (item.hasNonNull("resourceName") && name.equals("value 1")) {
                wanted.add("h" + i);
            }
        }
        ObjectNode answer = answer(items);
        if (random.nextBoolean()) {
            answer.put("itemCount", random.nextBoolean() ? "" + size : null);
        } else {
            answer.put("itemCount", size);
        }
        answer.put("neverHeardOf", 1);
        Page page = all().read(answer, Hiding.NOTHING);
        assertThat(page.failure()).isNull();
        assertThat(page.items()).isEqualTo(size);
        assertThat(page.unreadable()).isEmpty();
        assertThat(page.wanted()).extracting(Activity::getEventTime).isEqualTo(times);
        assertThat(page.ids()).hasSize(size).doesNotHaveDuplicates();
        PageReader some =
                new PageReader(ZoneId.of("Asia/Seoul"), activity -> "value 1".equals(activity.getResourceName()));
        Page narrowed = some.read(answer, Hiding.NOTHING);
        assertThat(narrowed.wanted()).extracting(Activity::id).isEqualTo(wanted);
        assertThat(narrowed.ids()).isEqualTo(page.ids());
        Long newest = times.isEmpty() ? null : Collections.max(times);
        assertThat(narrowed.newest()).as("wanted or not").isEqualTo(newest);
        assertThat(narrowed.newestBy(Long.MAX_VALUE)).isEqualTo(newest);
        assertThat(narrowed.newestBy(5)).as("never in the future").isEqualTo(newest == null ? null : (Long) 5L);
    }

    /** Fewer than five records never fail a page, nor does a fifth; what is readable is read all the same. */
    @Property(tries = 300)
    void failsWithFiveRecordsAndMoreThanAFifthUnreadable(
            @ForAll @IntRange(max = 30) int good, @ForAll @IntRange(max = 10) int bad, @ForAll Random random) {
        List<JsonNode> items = new ArrayList<>();
        for (int i = 0; i < good; i++) {
            items.add(JSON.createObjectNode().put("eventTime", 1_700_000_000_000L + i));
        }
        for (int i = 0; i < bad; i++) {
            items.add(
                    switch (i % 5) {
                        case 0 -> JSON.createObjectNode().put("n", i);
                        case 1 -> JSON.getNodeFactory().numberNode(i);
                        case 2 -> JSON.createObjectNode().put("eventTime", "in June " + i);
                        case 3 -> JSON.createObjectNode().put("eventTime", i + 0.5);
                        default -> JSON.createArrayNode().add(i);
                    });
        }
        java.util.Collections.shuffle(items, random);
        Page page = all().read(answer(JSON.createArrayNode().addAll(items)), Hiding.NOTHING);
        boolean failed = good + bad >= 5 && bad > (good + bad) / 5.0;
        assertThat(page.failure() != null).isEqualTo(failed);
        if (failed) {
            assertThat(page.failure().family()).isEqualTo(Family.UNREADABLE);
        }
        assertThat(page.wanted()).hasSize(good);
        assertThat(page.unreadable()).hasSize(bad);
        Set<String> hashes = new HashSet<>();
        page.unreadable().forEach(one -> hashes.add(one.hash()));
        assertThat(hashes).hasSize(bad);
        assertThat(page.ids()).hasSize(good + bad).containsAll(hashes);
    }

    @ParameterizedTest
    @CsvSource({
        "4, 4, false",
        "5, 1, false",
        "5, 2, true",
        "10, 2, false",
        "10, 3, true",
        "100, 20, false",
        "100, 21, true"
    })
    void failsBeyondTheEdges(int items, int bad, boolean failed) {
        ArrayNode all = JSON.createArrayNode();
        for (int i = 0; i < items; i++) {
            all.add(
                    i < bad
                            ? JSON.getNodeFactory().textNode("broken " + i)
                            : JSON.createObjectNode().put("eventTime", i));
        }
        assertThat(all().read(answer(all), Hiding.NOTHING).failure() != null).isEqualTo(failed);
    }

    @Test
    void keepsTheUnreadableAsItCame() {
        ArrayNode items = JSON.createArrayNode();
        items.addObject().put("historyId", "h1").put("resourceName", "웹서버");
        Unreadable one = all().read(answer(items), Hiding.NOTHING).unreadable().get(0);
        assertThat(one.raw()).isEqualTo("{\"historyId\":\"h1\",\"resourceName\":\"웹서버\"}");
        assertThat(one.reason()).contains("eventTime");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"items\":[],\"hasMore\":false}', ''",
        "'{\"items\":[],\"hasMore\":false,\"page\":0,\"size\":100}', PAGE_SIZE",
        "'{\"items\":[],\"hasMore\":false,\"size\":20}', PAGE_SIZE",
        "'{\"items\":[],\"hasMore\":false,\"page\":null,\"pageIndex\":\"0\"}', PAGE_INDEX",
        "'{\"items\":[],\"hasMore\":false,\"pageSize\":20}', PAGE_INDEX",
        "'{\"items\":[],\"hasMore\":false,\"page\":0,\"pageSize\":20}', PAGE_SIZE PAGE_INDEX"
    })
    void saysUnderWhichNamesPageAndSizeAreRepeated(String answer, String names) throws Exception {
        Set<PagingNames> expected = new HashSet<>();
        for (String name : names.split(" ")) {
            if (!name.isEmpty()) {
                expected.add(PagingNames.valueOf(name));
            }
        }
        assertThat(all().read(JSON.readTree(answer), Hiding.NOTHING).echo()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "'\"true\"', true", "'\"false\"', false"})
    void takesHasMoreAsBooleanOrText(String json, boolean more) throws Exception {
        Page page = all().read(JSON.readTree("{\"items\":[],\"hasMore\":" + json + "}"), Hiding.NOTHING);
        assertThat(page.failure()).isNull();
        assertThat(page.hasMore()).isEqualTo(more);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"\"",
                "3",
                "null",
                "{\"items\":null,\"hasMore\":false}",
                "{\"items\":{},\"hasMore\":false}",
                "{\"hasMore\":false}",
                "{\"items\":[]}",
                "{\"items\":[],\"hasMore\":null}",
                "{\"items\":[],\"hasMore\":\"perhaps\"}",
                "{\"items\":[],\"hasMore\":false,\"itemCount\":1}",
                "{\"items\":[{\"eventTime\":1}],\"hasMore\":false,\"itemCount\":\"2\"}",
                "{\"items\":[{\"eventTime\":1}],\"hasMore\":false,\"itemCount\":0}"
            })
    void failsWithoutTheShapeOfAPage(String answer) throws Exception {
        assertThat(all().read(JSON.readTree(answer), Hiding.NOTHING).failure().family())
                .isEqualTo(Family.SHAPE);
    }

    @Test
    void failsWithoutAnAnswer() {
        assertThat(all().read(null, Hiding.NOTHING).failure().family()).isEqualTo(Family.SHAPE);
    }

    @Test
    void readsWhatCameWithAPageThatFails() throws Exception {
        Page page = all().read(
                        JSON.readTree("{\"items\":[{\"eventTime\":1,\"historyId\":\"h\"}],\"itemCount\":2}"),
                        Hiding.NOTHING);
        assertThat(page.failure()).isNotNull();
        assertThat(page.wanted()).extracting(Activity::id).containsExactly("h");
    }

    @Test
    void takesA200WithAnErrorForThatError() throws Exception {
        Page page = all().read(
                        JSON.readTree("{\"error\":{\"errorCode\":210},\"items\":[],\"hasMore\":false}"),
                        Hiding.NOTHING);
        assertThat(page.failure().family()).isEqualTo(Family.PERMISSION);
    }

    private static ObjectNode answer(ArrayNode items) {
        return JSON.createObjectNode().put("hasMore", false).set("items", items);
    }
}
