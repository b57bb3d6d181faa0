package io.haetae.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.check.Day;
import io.haetae.check.Kinds;
import io.haetae.check.Link;
import io.haetae.config.Text;
import java.io.PrintWriter;
import java.util.Locale;

/** A check as JSON, when it ends. Keys are stable: none is renamed or taken away, new ones may come. */
final class CheckJson extends CheckTold {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final ObjectNode json = MAPPER.createObjectNode();
    private final ArrayNode links;
    private final ArrayNode days;
    private Text part;
    private final Words words;

    CheckJson(Words words) {
        this.words = words;
        json.putNull("well");
        links = json.putArray("links");
        days = json.putArray("days");
    }

    @Override
    public void part(Text name, Text title) {
        super.part(name, title);
        part = title;
    }

    @Override
    public void link(Link link) {
        super.link(link);
        links.addObject()
                .put("of", part.toString())
                .put("name", link.name())
                .put("state", link.state().name().toLowerCase(Locale.ROOT))
                .put("text", words.of(link.text()))
                .put("todo", link.todo() == null ? null : words.of(link.todo()));
    }

    @Override
    public void day(String account, Day day, Kinds kinds) {
        ObjectNode node = days.addObject()
                .put("account", account)
                .put("share", day.share())
                .put("requests", day.requests());
        node.setAll((ObjectNode) MAPPER.valueToTree(kinds));
    }

    @Override
    void ends(PrintWriter out) {
        json.put("well", failed().isEmpty());
        try {
            out.println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }
}
