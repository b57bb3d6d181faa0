package io.haetae.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {

    private static final Instant NOW = Instant.parse("2024-06-01T00:00:05.678Z");

    private final SandboxTracer tracer =
            SandboxTracer.start(Clock.fixed(NOW, ZoneOffset.UTC), TracerClient.ACCESS, TracerClient.SECRET);
    private final TracerClient client = new TracerClient(tracer);

    @AfterEach
    void close() {
        tracer.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/cluster/kubeconfig,1668407407855,access,secret,LTJli9+OKT2KvUXxiKslMfu5FIOmDN83avehOvgUFp0=",
        "POST,/api/v1/activities,1700000000000,EXAMPLEACCESSKEY0000,EXAMPLESECRETKEY00000000000000000000000,"
                + "lGaZk/PUxEa2ZmW/HuRM7d1oI7TfdDRtTtKapLA27n8=",
        "POST,/api/v1/activities?responseFormatType=json,1700000000000,EXAMPLEACCESSKEY0000,"
                + "EXAMPLESECRETKEY00000000000000000000000,DXMRSrWNb8CH2dzfoqqnrOJSr0+nwfssZf2WWSmbIPw="
    })
    void signsAsTheVendorDoes(
            String method, String uri, String timestamp, String accessKey, String secretKey, String signature) {
        assertThat(SandboxSignature.of(method, uri, timestamp, accessKey, secretKey))
                .isEqualTo(signature);
    }

    @ParameterizedTest
    @CsvSource({"0,200", "-300000,200", "300000,200", "-300001,401", "300001,401"})
    void toleratesFiveMinutesOfItsOwnClock(long off, int status) throws Exception {
        assertThat(status(client.signed("{}", NOW.toEpochMilli() + off, TracerClient.SECRET)))
                .isEqualTo(status);
        tracer.offset(Duration.ofHours(2));
        assertThat(status(client.signed("{}", NOW.toEpochMilli() + off, TracerClient.SECRET)))
                .isEqualTo(401);
        assertThat(status(client.signed("{}", NOW.toEpochMilli() + off + 7_200_000, TracerClient.SECRET)))
                .isEqualTo(status);
    }

    @Test
    void refusesWrongKeysAndSignatures() throws Exception {
        HttpResponse<String> wrong = TracerClient.send(good("{}", "wrong").build());
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("\"errorCode\":\"200\"");
        assertThat(status(good("{}", TracerClient.SECRET).setHeader("x-ncp-iam-access-key", "another")))
                .isEqualTo(401);
        assertThat(status(HttpRequest.newBuilder(tracer.url().resolve("/api/v1/activities"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{}"))))
                .isEqualTo(401);
    }

    @Test
    void signsTheQueryToo() throws Exception {
        URI withQuery = tracer.url().resolve("/api/v1/activities?responseFormatType=json");
        assertThat(status(good("{}", TracerClient.SECRET).uri(withQuery))).isEqualTo(401);
        String time = Long.toString(NOW.toEpochMilli());
        String signature = SandboxSignature.of(
                "POST", "/api/v1/activities?responseFormatType=json", time, TracerClient.ACCESS, TracerClient.SECRET);
        assertThat(status(good("{}", TracerClient.SECRET)
                        .uri(withQuery)
                        .setHeader("x-ncp-apigw-signature-v2", signature)))
                .isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoQuestion() throws Exception {
        assertThat(status(good("", TracerClient.SECRET))).isEqualTo(200);
        for (String body : new String[] {
            "[]",
            "{",
            "{\"size\":0}",
            "{\"size\":101}",
            "{\"page\":-1}",
            "{\"fromEventTime\":\"yesterday\"}",
            "{\"fromEventTime\":1.5}",
            "{\"fromEventTime\":2,\"toEventTime\":1}"
        }) {
            assertThat(status(good(body, TracerClient.SECRET))).as(body).isEqualTo(400);
        }
        assertThat(status(good("{}", TracerClient.SECRET).setHeader("Content-Type", "text/plain")))
                .isEqualTo(400);
        assertThat(status(good("{}", TracerClient.SECRET).setHeader("Content-Type", "application/json; charset=UTF-8")))
                .isEqualTo(200);
    }

    @Test
    void refusesOtherPathsAndMethods() throws Exception {
        assertThat(status(good("{}", TracerClient.SECRET).uri(tracer.url().resolve("/api/v2/activities"))))
                .isEqualTo(404);
        assertThat(status(good("{}", TracerClient.SECRET).PUT(BodyPublishers.ofString("{}"))))
                .isEqualTo(405);
    }

    @Test
    void datesItsAnswersByItsClock() throws Exception {
        assertThat(date()).isEqualTo("Sat, 01 Jun 2024 00:00:05 GMT");
        tracer.offset(Duration.ofSeconds(-10));
        assertThat(date()).isEqualTo("Fri, 31 May 2024 23:59:55 GMT");
        assertThat(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date())).isNotNull();
        tracer.date(now -> null);
        assertThat(date()).isNull();
        tracer.date(now -> "soon");
        assertThat(date()).isEqualTo("soon");
    }

    private String date() throws Exception {
        return TracerClient.send(good("{}", TracerClient.SECRET).build())
                .headers()
                .firstValue("Date")
                .orElse(null);
    }

    private HttpRequest.Builder good(String body, String secret) {
        return client.signed(body, NOW.toEpochMilli(), secret);
    }

    private static int status(HttpRequest.Builder request) throws Exception {
        return TracerClient.send(request.build()).statusCode();
    }
}
