package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haetae.sandbox.DemoStory;
import io.haetae.sandbox.SandboxRecord;
import io.haetae.sandbox.SlackPost;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A summary that could only say that all is well would be worth nothing. */
class DemoTallyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final DemoStory story = new DemoStory(Instant.parse("2024-06-01T00:00:00Z"), Duration.ofSeconds(20), 1);
    private final List<SlackPost> posts = story.records().stream()
            .filter(DemoStory::matches)
            .map(DemoTallyTest::told)
            .toList();

    @Test
    void eachOnce() {
        assertThat(tally(posts)).isEqualTo(new DemoTally(5, 5, 0, 0, 0));
        assertThat(tally(posts).asPromised()).isTrue();
    }

    @Test
    void countsWhatIsLost() {
        DemoTally tally = tally(posts.subList(1, 5));
        assertThat(tally.lost()).isEqualTo(1);
        assertThat(tally.asPromised()).isFalse();
    }

    @Test
    void countsWhatIsRepeated() {
        DemoTally tally =
                tally(Stream.concat(posts.stream(), posts.stream().limit(2)).toList());
        assertThat(tally).isEqualTo(new DemoTally(5, 5, 0, 2, 0));
        assertThat(tally.asPromised()).isFalse();
    }

    @Test
    void countsWhatNobodyDid() {
        DemoTally tally = tally(Stream.concat(posts.stream(), Stream.of(post("[주의] something else")))
                .toList());
        assertThat(tally.strange()).isEqualTo(1);
        assertThat(tally.asPromised()).isFalse();
    }

    private DemoTally tally(List<SlackPost> shown) {
        return DemoTally.of(story, shown, ZoneOffset.UTC);
    }

    private static SlackPost told(SandboxRecord record) {
        JsonNode json = record.json();
        String time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                .format(Instant.ofEpochMilli(record.eventTime()).atZone(ZoneOffset.UTC));
        boolean key = json.get("resourceType").asText().equals("AccessKey");
        return post("[" + time + "] \"" + json.get("sourceIp").asText() + "\" \""
                + json.get("resourceName").asText() + '"' + (key ? " Access Key" : ""));
    }

    private static SlackPost post(String text) {
        JsonNode payload = JSON.createObjectNode()
                .set(
                        "attachments",
                        JSON.createArrayNode().add(JSON.createObjectNode().put("fallback", text)));
        return new SlackPost(Instant.EPOCH, "", payload, true);
    }
}
