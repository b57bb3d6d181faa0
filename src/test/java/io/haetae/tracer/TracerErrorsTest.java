package io.haetae.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.haetae.tracer.TracerFailure.Family;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracerErrorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource({
        "400, 100, BAD_REQUEST",
        "401, 200, CREDENTIALS",
        "401, 210, PERMISSION",
        "403, 230, PERMISSION",
        "404, 300, NOT_FOUND",
        "413, 430, TOO_LARGE",
        "429, 400, QUOTA",
        "429, 410, THROTTLED",
        "429, 420, THROTTLED",
        "500, 900, SERVER",
        "503, 500, SERVER",
        "504, 510, GATEWAY_TIMEOUT"
    })
    void readsEachRowOfTheTable(int status, String code, Family family) throws Exception {
        for (String errorCode : new String[] {"\"" + code + "\"", code}) {
            String error = "{\"errorCode\":" + errorCode + ",\"message\":\"words\"}";
            TracerFailure failure = TracerErrors.of(status, "{\"error\":" + error + "}");
            assertThat(failure.family()).isEqualTo(family);
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.detail()).contains("words");
            TracerFailure inA200 = TracerErrors.of200(JSON.readTree(error));
            assertThat(inA200.family()).isEqualTo(family);
            assertThat(inA200.status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, CREDENTIALS",
        "403, PERMISSION",
        "404, NOT_FOUND",
        "413, TOO_LARGE",
        "429, THROTTLED",
        "500, SERVER",
        "502, SERVER",
        "504, GATEWAY_TIMEOUT",
        "400, BAD_REQUEST",
        "418, BAD_REQUEST",
        "302, NOT_FOUND"
    })
    void goesByTheStatusWhenAGatewayAnswers(int status, Family family) {
        for (String body : new String[] {
            null,
            "",
            "<html><body>210</body></html>",
            "<?xml version='1.0'?><errorCode>210</errorCode>",
            "[1]",
            "\"210\"",
            "{\"error\":\"210\"}",
            "{\"error\":{}}",
            "{\"error\":{\"errorCode\":null}}",
            "{"
        }) {
            assertThat(TracerErrors.of(status, body).family()).as("%s", body).isEqualTo(family);
        }
    }

    @Test
    void takesA200WithAnUnknownErrorForTheServersTrouble() throws Exception {
        assertThat(TracerErrors.of200(JSON.readTree("{}")).family()).isEqualTo(Family.SERVER);
        assertThat(TracerErrors.of200(JSON.readTree("{\"errorCode\":\"999\"}")).family())
                .isEqualTo(Family.SERVER);
    }

    @Test
    void keepsALineOfTheBodyForAPerson() {
        assertThat(TracerErrors.of(500, "<html>\n  <b>out</b>\r\n\tof order</html>")
                        .detail())
                .isEqualTo("<html> <b>out</b> of order</html>");
        assertThat(TracerErrors.of(500, "x".repeat(5000)).detail()).hasSize(201).endsWith("…");
        assertThat(TracerErrors.of(500, " \n ").detail()).isNull();
        assertThat(TracerErrors.of(500, null)).hasToString(Family.SERVER.words() + " (HTTP 500)");
    }

    @Test
    void showsNoKeyOrSignatureThatAGatewayShows() {
        String signature = "lGaZk/PUxEa2ZmW/HuRM7d1oI7TfdDRtTtKapLA27n8=";
        for (String key : new String[] {"EXAMPLEACCESSKEY0000", "ncp_iam_EXAMPLEACCESSKEY0000"}) {
            String body = "<pre>x-ncp-iam-access-key: " + key + "\nx-ncp-apigw-signature-v2: " + signature + "</pre>";
            assertThat(TracerErrors.of(500, body).detail())
                    .isEqualTo("<pre>x-ncp-iam-access-key: *** x-ncp-apigw-signature-v2: ***</pre>");
        }
        assertThat(TracerErrors.of(500, "x".repeat(180) + " " + signature).detail())
                .endsWith("x ***");
        assertThat(TracerErrors.of(500, "000102030405060708090a0b is a record").detail())
                .startsWith("000102030405060708090a0b");
    }
}
