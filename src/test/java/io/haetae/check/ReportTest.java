package io.haetae.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.config.Hiding;
import io.haetae.tracer.Answer;
import io.haetae.tracer.PageReader;
import io.haetae.tracer.PagingNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Nothing of a record gets into the report. */
class ReportTest {

    private static final long NOW = 1_700_000_000_000L;

    /** Answers every question with the same page. */
    private record OnePage(ObjectNode page) implements Tracer {

        @Override
        public Reply ask(Question question) {
            Answer answer =
                    new Answer(new PageReader(ZoneOffset.UTC, a -> false).read(page, Hiding.NOTHING), null, null, null);
            return new Reply(answer, page, null, Set.of("X-RateLimit-Remaining", "Date", "x-limit-203.0.113.9"));
        }

        @Override
        public long now() {
            return NOW;
        }
    }

    @Property(tries = 500)
    void noValueOfARecordAndNoKeyThatIsData(@ForAll("records") List<ObjectNode> records) throws Exception {
        String empty = report(List.of(record("", "")));
        String report = report(records);
        Set<String> leaves = new TreeSet<>();
        records.forEach(record -> leaves(record, leaves));
        for (String leaf : leaves) {
            // what the report says of no record at all, it may say of any: "string", "page,size" …
            if (leaf.length() >= 3 && !vocabulary(empty).contains(leaf.toLowerCase(Locale.ROOT))) {
                assertThat(report).doesNotContain(leaf);
            }
        }
        for (ObjectNode record : records) {
            record.get("productData").fieldNames().forEachRemaining(key -> {
                if (!key.matches("[a-zA-Z]+")
                        && key.length() >= 3
                        && !vocabulary(empty).contains(key)) {
                    assertThat(report).doesNotContain(key);
                }
            });
        }
    }

    @Provide
    Arbitrary<List<ObjectNode>> records() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.strings().ofMinLength(3).ofMaxLength(24),
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(3).ofMaxLength(12),
                Arbitraries.strings().withCharRange('가', '힣').ofMinLength(3).ofMaxLength(8),
                Arbitraries.strings().numeric().ofMinLength(4).ofMaxLength(24),
                Arbitraries.of("203.0.113.77", "kim@example.com", "2001:db8::7", "AKIDEXAMPLE123456789", "kimMinsu"));
        Arbitrary<String> key = Arbitraries.oneOf(
                text, Arbitraries.of("inboundRules[0].ipBlock", "loginId", "active", "10.0.0.1/24", "i-0123abcd"));
        return text.flatMap(first -> key.flatMap(second -> text.map(third -> {
                    ObjectNode record = record(first, third);
                    ObjectNode data = record.putObject("productData");
                    data.put(second, third).put(third, 4_711_004_711L);
                    data.putObject("nested")
                            .put(third, first)
                            .putArray("list")
                            .add(first)
                            .add(8_675_309.5);
                    return record;
                })))
                .list()
                .uniqueElements(record -> record.get("historyId").asText()) // two of one identity are one record
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Test
    void whatItIsFor() throws Exception {
        ObjectNode record = record("owner@example.com", "web-1");
        record.putObject("productData")
                .put("inboundRules[0].ipBlock", "10.0.0.0/8")
                .put("active", "true");
        JsonNode account = new JsonMapper()
                .readTree(report(List.of(record)))
                .get("accounts")
                .get(0);
        assertThat(account.get("paging").get("names").textValue()).isEqualTo("page,size");
        assertThat(account.get("order").textValue()).isEqualTo("unknown");
        assertThat(account.get("ends").get("from").textValue()).isEqualTo("inclusive");
        assertThat(account.get("pageSizes").get("200").textValue()).isEqualTo("accepted; too few records to tell");
        assertThat(account.get("rateLimitHeaders").toString()).isEqualTo("[\"X-RateLimit-Remaining\"]");
        assertThat(account.get("lateness").get("readAgain").textValue()).isEqualTo("all");
        JsonNode data = account.get("record").get("fields").get("productData").get("fields");
        assertThat(data.get("inboundRules[#].ipBlock").get("types").toString()).isEqualTo("[\"string\"]");
        assertThat(data.get("active").get("types").toString()).isEqualTo("[\"string of a boolean\"]");
        assertThat(account.get("record")
                        .get("fields")
                        .get("eventTime")
                        .get("types")
                        .toString())
                .isEqualTo("[\"integer\"]");
    }

    @Test
    void theDocumentationNamesAllThatIsInIt() throws Exception {
        String page = Files.readString(Path.of("docs/report.md"));
        JsonNode report = new JsonMapper().readTree(report(List.of(record("a", "b"))));
        report.fieldNames().forEachRemaining(key -> assertThat(page).contains("`" + key + "`"));
        report.get("accounts")
                .get(0)
                .fieldNames()
                .forEachRemaining(key -> assertThat(page).contains("`" + key + "`"));
    }

    private static String report(List<ObjectNode> records) throws IOException, InterruptedException {
        ObjectNode page = JsonNodeFactory.instance.objectNode().put("page", 0).put("size", 100);
        ArrayNode items =
                page.put("itemCount", records.size()).put("hasMore", false).putArray("items");
        items.addAll(records);
        Politeness tracer = new Politeness(new OnePage(page), () -> 0, time -> {}, Politeness.MOST);
        Reply first = tracer.ask(new Question(0, NOW, 0, 100, PagingNames.PAGE_SIZE));
        Dialect dialect = Dialect.find(tracer, first, PagingNames.PAGE_SIZE);
        List<Found> found = new ArrayList<>(List.of(new Found(tracer, dialect, Day.read(tracer, dialect.names(), 90))));
        return new JsonMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(Report.of(found, "0", Duration.ofMinutes(5), time -> {}));
    }

    private static ObjectNode record(String one, String other) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("historyId", one.isEmpty() ? "h" : one)
                .put("eventTime", NOW - 3_600_123)
                .put("resourceName", other)
                .put("sourceIp", one)
                .put("actionSubAccountNo", other);
    }

    private static void leaves(JsonNode node, Set<String> into) {
        if (node.isContainerNode()) {
            node.forEach(child -> leaves(child, into));
        } else {
            into.add(node.asText());
        }
    }

    /** Everything that the report says by itself, keys of the vendor's included, so that a part of it is no leak. */
    private static String vocabulary(String empty) {
        return (empty + "string of digits of a boolean empty string integer decimal array object null boolean key# []"
                        + " productData active inboundRules[#].ipBlock loginId nested list oldest newest neither first"
                        + " pageIndex,pageSize inclusive exclusive cut to ignored refused honoured unknown part all")
                .toLowerCase(Locale.ROOT);
    }
}
