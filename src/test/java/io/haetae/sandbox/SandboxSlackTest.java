package io.haetae.sandbox;

import static io.haetae.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class SandboxSlackTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Instant START = Instant.parse("2024-06-01T00:00:00Z");

    private Instant now = START;
    private final SandboxSlack slack = SandboxSlack.start(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    });

    @AfterEach
    void close() {
        slack.close();
    }

    @Test
    void takesAndShowsAMessage() throws Exception {
        List<String> heard = new ArrayList<>();
        slack.onMessage(post -> heard.add(post.text()));
        HttpResponse<String> answer = post("{\"text\":\"a &amp; 나\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(heard).containsExactly("a &amp; 나");
        assertThat(slack.messages()).singleElement().satisfies(post -> {
            assertThat(post.at()).isEqualTo(START);
            assertThat(post.raw()).isEqualTo("{\"text\":\"a &amp; 나\"}");
            assertThat(post.payload().get("text").asText()).isEqualTo("a &amp; 나");
        });
        assertThat(slack.webhook().getPath()).matches("/services/T000/B000/[0-9a-f]{24}");
    }

    @Test
    void refusesWhatIsNoPayload() throws Exception {
        String block = "{\"type\":\"divider\"}";
        assertRefused("not json", "invalid_payload");
        assertRefused("", "invalid_payload");
        assertRefused("[]", "invalid_payload");
        assertRefused("{\"text\":1}", "invalid_payload");
        assertRefused("{}", "no_text");
        assertRefused("{\"text\":\" \",\"attachments\":[]}", "no_text");
        assertRefused("{\"text\":\"" + "x".repeat(40_001) + "\"}", "invalid_payload");
        assertRefused("{\"blocks\":[" + (block + ",").repeat(50) + block + "]}", "invalid_blocks");
        assertRefused("{\"attachments\":[" + "{},".repeat(100) + "{}]}", "too_many_attachments");
        assertThat(slack.messages()).isEmpty();
        assertThat(slack.posts()).hasSize(9);
        assertThat(post("{\"text\":\"" + "😀".repeat(40_000) + "\"}").statusCode())
                .isEqualTo(200);
        assertThat(post("{\"attachments\":[{\"text\":\"x\"}]}").statusCode()).isEqualTo(200);
    }

    @Test
    void takesAForm() throws Exception {
        HttpRequest form = HttpRequest.newBuilder(slack.webhook())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("payload=%7B%22text%22%3A%22a+b%22%7D"))
                .build();
        assertThat(HTTP.send(form, BodyHandlers.ofString()).body()).isEqualTo("ok");
        assertThat(slack.messages().get(0).text()).isEqualTo("a b");
    }

    @Test
    void knowsOneWebhookOnly() throws Exception {
        URI other = slack.webhook().resolve("/services/T000/B000/other");
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(other)
                        .POST(BodyPublishers.ofString("{\"text\":\"x\"}"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("no_service");
        assertThat(slack.posts()).isEmpty();
        assertThat(slack.requests()).hasSize(1);
    }

    @Test
    void answersAsItIsTold() throws Exception {
        slack.passNext();
        slack.answerNext(429, "rate_limited", "Retry-After", "2");
        slack.answerNext(200, "<html>");
        assertThat(post("{\"text\":\"1\"}").body()).isEqualTo("ok");
        assertThat(post("{\"text\":\"2\"}").headers().firstValue("Retry-After")).contains("2");
        assertThat(post("{\"text\":\"3\"}").body()).isEqualTo("<html>");
        slack.always(Fault.status(410, "channel_is_archived"));
        assertThat(post("{\"text\":\"4\"}").statusCode()).isEqualTo(410);
        assertThat(post("{\"text\":\"5\"}").body()).isEqualTo("channel_is_archived");
        slack.heal();
        assertThat(post("{\"text\":\"6\"}").body()).isEqualTo("ok");
        assertThat(slack.messages()).extracting(SlackPost::text).containsExactly("1", "6");
        assertThat(slack.posts()).hasSize(6);
    }

    @Test
    void hangsAndResetsUnseenAndLosesAnswersSeen() throws Exception {
        slack.hangNext();
        slack.resetNext();
        slack.loseNext(Fault.reset());
        var hangs = HTTP.sendAsync(request("{\"text\":\"hang\"}"), BodyHandlers.ofString());
        await().until(() -> slack.posts().size() == 1);
        assertThatThrownBy(() -> post("{\"text\":\"reset\"}")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> post("{\"text\":\"lost\"}")).isInstanceOf(IOException.class);
        assertThat(post("{\"text\":\"well\"}").body()).isEqualTo("ok");
        assertThat(hangs).isNotDone();
        assertThat(slack.messages()).extracting(SlackPost::text).containsExactly("lost", "well");
    }

    @Test
    void isStrictAboutTheRateIfItIsTold() throws Exception {
        assertThat(post("{\"text\":\"1\"}").statusCode()).isEqualTo(200);
        assertThat(post("{\"text\":\"2\"}").statusCode()).isEqualTo(200);
        slack.strictRate(true);
        HttpResponse<String> hasty = post("{\"text\":\"3\"}");
        assertThat(hasty.statusCode()).isEqualTo(429);
        assertThat(hasty.headers().firstValue("Retry-After")).contains("1");
        now = now.plus(Duration.ofSeconds(1));
        assertThat(post("{\"text\":\"4\"}").statusCode()).isEqualTo(200);
        now = now.plus(Duration.ofSeconds(1));
        assertThat(post("{\"text\":\"5\"}").statusCode()).isEqualTo(200);
    }

    private void assertRefused(String payload, String word) throws Exception {
        HttpResponse<String> answer = post(payload);
        assertThat(answer.statusCode()).as(word).isEqualTo(400);
        assertThat(answer.body()).isEqualTo(word);
    }

    private HttpResponse<String> post(String payload) throws IOException, InterruptedException {
        return HTTP.send(request(payload), BodyHandlers.ofString());
    }

    private HttpRequest request(String payload) {
        return HttpRequest.newBuilder(slack.webhook())
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(payload))
                .build();
    }
}
