package io.haetae.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Asks the sandbox's tracer with the JDK's own client, so without anything of the product. */
final class TracerClient {

    static final String ACCESS = "EXAMPLEACCESSKEY0000";
    static final String SECRET = "EXAMPLESECRETKEY00000000000000000000000";
    private static final String URI_PATH = "/api/v1/activities";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;

    TracerClient(SandboxTracer tracer) {
        base = tracer.url();
    }

    static ObjectNode question() {
        return JSON.createObjectNode();
    }

    static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return HTTP.send(request, BodyHandlers.ofString());
    }

    HttpResponse<String> ask(String body) throws IOException, InterruptedException {
        return send(signed(body, System.currentTimeMillis(), SECRET).build());
    }

    HttpRequest.Builder signed(String body, long timestamp, String secret) {
        String time = Long.toString(timestamp);
        return HttpRequest.newBuilder(base.resolve(URI_PATH))
                .timeout(Patience.LIMIT)
                .header("Content-Type", "application/json")
                .header("x-ncp-apigw-timestamp", time)
                .header("x-ncp-iam-access-key", ACCESS)
                .header("x-ncp-apigw-signature-v2", SandboxSignature.of("POST", URI_PATH, time, ACCESS, secret))
                .POST(BodyPublishers.ofString(body));
    }

    /** A page that must be answered by 200. */
    JsonNode page(ObjectNode question) throws IOException, InterruptedException {
        HttpResponse<String> answer = ask(question.toString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body());
        }
        return JSON.readTree(answer.body());
    }

    /** Ids in the order of the answers, page after page until {@code hasMore} is false. */
    List<String> ids(long from, long to, String page, String size, int pageSize)
            throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        JsonNode answer;
        int number = 0;
        do {
            answer = page(question()
                    .put("fromEventTime", from)
                    .put("toEventTime", to)
                    .put(page, number++)
                    .put(size, pageSize));
            answer.get("items").forEach(item -> ids.add(item.get("historyId").asText()));
        } while (answer.get("hasMore").asBoolean() && number < 100);
        return ids;
    }
}
