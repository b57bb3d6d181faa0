package io.haetae.deliver;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.util.http.SlackHttpClient;
import com.slack.api.util.json.GsonFactory;
import com.slack.api.webhook.Payload;
import com.slack.api.webhook.WebhookResponse;
import io.haetae.config.Hiding;
import io.haetae.config.Network;
import io.haetae.config.Secret;
import io.haetae.tracer.Unreachable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultProducer;

/**
 * Posts a {@link Payload} once, whatever happens; the body is then Slack's {@code ok}. Any other answer is thrown as a
 * {@link SlackFailure}.
 * Nothing that it throws or logs holds the webhook.
 */
final class WebhookProducer extends DefaultProducer {

    private static final long LARGEST_ANSWER = 64 * 1024;

    /** A shorter path is a test's, and may occur in any text. */
    private static final int SHORTEST_SECRET = 8;

    private final Supplier<Secret> current;
    private final OkHttpClient http;
    private final SlackConfig config = new SlackConfig();
    private final Gson json = GsonFactory.createSnakeCase();

    /** @param current the channel's webhook; null if it has none any more */
    WebhookProducer(Endpoint endpoint, Supplier<Secret> current, Duration deadline, Network network) {
        super(endpoint);
        this.current = current;
        this.http = WebhookClient.of(deadline, network);
        config.setStatsEnabled(false); // eight threads for nothing
        config.setHttpClientResponseHandlers(List.of()); // they log the webhook and the payload at DEBUG
    }

    @Override
    public void process(Exchange exchange) throws SlackFailure {
        JsonObject payload =
                json.toJsonTree(exchange.getMessage().getBody(Payload.class)).getAsJsonObject();
        payload.addProperty("mrkdwn", false); // the SDK's Payload doesn't know it
        Secret webhook = current.get();
        SlackAnswer answer = webhook == null
                ? SlackAnswer.unsent("no webhook is configured for this channel any more")
                : post(webhook.reveal(), payload.toString());
        if (answer.verdict() != Verdict.DELIVERED) {
            throw new SlackFailure(answer);
        }
        exchange.getMessage().setBody(answer);
    }

    private SlackAnswer post(String webhook, String payload) {
        AtomicBoolean left = new AtomicBoolean();
        OkHttpClient once = http.newBuilder()
                .addNetworkInterceptor(chain -> {
                    left.set(true); // called when there is a connection, before its first byte
                    return bounded(chain);
                })
                .build();
        try {
            WebhookResponse response =
                    Slack.getInstance(config, new SlackHttpClient(once)).send(webhook, payload);
            return SlackAnswer.of(
                    response.getCode(),
                    without(webhook, response.getBody()),
                    response.getHeaders().getOrDefault("retry-after", List.of()).stream()
                            .findFirst()
                            .orElse(null));
        } catch (IOException | RuntimeException e) {
            String what = without(
                    webhook, e.getClass().getSimpleName() + " " + Unreachable.plain(String.valueOf(e.getMessage())));
            return left.get() ? SlackAnswer.lost(what) : SlackAnswer.unsent(what);
        }
    }

    /** The answer, its body cut: somebody who is not Slack may answer without end. */
    private static Response bounded(Interceptor.Chain chain) throws IOException {
        try (Response response = chain.proceed(chain.request())) {
            Response.Builder bounded = response.newBuilder().body(response.peekBody(LARGEST_ANSWER));
            if (response.code() == 503 && "0".equals(response.header("Retry-After"))) {
                bounded.removeHeader("Retry-After"); // OkHttp would post again, whatever it was told about retrying
            }
            return bounded.build();
        }
    }

    /** A look-alike may show the address that was asked for. */
    private static String without(String url, String text) {
        String path = url.replaceFirst("^[a-zA-Z]+://[^/]*", "");
        return new Hiding(path.length() > SHORTEST_SECRET ? List.of(url, path, path.substring(1)) : List.of(url))
                .in(text);
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
