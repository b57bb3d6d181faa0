package io.haetae.check;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the tracer behaves, for those who have none to ask. It holds no name, id, address or number of a record, nor an
 * account's: what it says is in {@code docs/report.md}.
 */
public final class Report {

    /** Above the documented most, which the reading itself has tried. */
    private static final int[] SIZES = {100, 101, 200, 1_000};

    private static final Pattern LIMITS =
            Pattern.compile("(?i)(?=[a-z-]{1,40}$).*(rate|limit|quota|throttl|remaining|retry).*");

    private Report() {}

    /** Waits, and reads again what each account's first reading has read. */
    public static ObjectNode of(List<Found> found, String version, Duration apart, Politeness.Pause pause)
            throws InterruptedException {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("haetae", version).put("see", "docs/report.md");
        List<ObjectNode> accounts = new ArrayList<>();
        for (Found one : found) {
            accounts.add(behaviour(one));
        }
        pause.millis(apart.toMillis());
        ArrayNode list = report.putArray("accounts");
        for (int i = 0; i < found.size(); i++) {
            Lateness lateness = new Lateness();
            lateness.readAgain(found.get(i));
            ObjectNode late = lateness.json(found.get(i));
            late.put("secondsBetweenReadings", apart.toSeconds());
            ObjectNode account = accounts.get(i);
            account.set("lateness", late);
            limits(found.get(i).tracer().headers(), account.putArray("rateLimitHeaders"));
            list.add(account);
        }
        return report;
    }

    private static ObjectNode behaviour(Found found) throws InterruptedException {
        Behaviour behaviour = new Behaviour(found);
        Dialect dialect = found.dialect();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode paging = json.putObject("paging");
        paging.put("names", dialect.names().toString()).put("proved", dialect.proved());
        dialect.strings(dialect.echo()).forEach(paging.putArray("echoed")::add);
        dialect.strings(dialect.refused()).forEach(paging.putArray("refused")::add);
        dialect.strings(dialect.ignored()).forEach(paging.putArray("ignored")::add);
        json.put("order", behaviour.order());
        json.putObject("ends").put("from", behaviour.end(true)).put("to", behaviour.end(false));
        ObjectNode sizes = json.putObject("pageSizes");
        behaviour.sizes(SIZES).forEach(sizes::put);
        json.set("answer", FieldTypes.of(found.tracer().envelopes()));
        json.set("record", FieldTypes.of(found.day().records().values()));
        return json;
    }

    private static void limits(Set<String> headers, ArrayNode into) {
        headers.stream().filter(name -> LIMITS.matcher(name).matches()).forEach(into::add);
    }
}
