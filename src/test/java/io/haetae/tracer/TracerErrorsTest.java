package io.haetae.tracer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.haetae.config.Hiding;
import io.haetae.tracer.TracerFailure.Family;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
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
            TracerFailure failure = TracerErrors.of(status, "{\"error\":" + error + "}", Hiding.NOTHING);
            assertThat(failure.family()).isEqualTo(family);
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.detail()).contains("words");
            TracerFailure inA200 = TracerErrors.of200(JSON.readTree(error), Hiding.NOTHING);
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
            assertThat(TracerErrors.of(status, body, Hiding.NOTHING).family())
                    .as("%s", body)
                    .isEqualTo(family);
        }
    }

    @Test
    void takesA200WithAnUnknownErrorForTheServersTrouble() throws Exception {
        assertThat(TracerErrors.of200(JSON.readTree("{}"), Hiding.NOTHING).family())
                .isEqualTo(Family.SERVER);
        assertThat(TracerErrors.of200(JSON.readTree("{\"errorCode\":\"999\"}"), Hiding.NOTHING)
                        .family())
                .isEqualTo(Family.SERVER);
    }

    @Test
    void keepsALineOfTheBodyForAPerson() {
        assertThat(TracerErrors.of(500, "<html>\n  <b>out</b>\r\n\tof order</html>", Hiding.NOTHING)
                        .detail())
                .isEqualTo("<html> <b>out</b> of order</html>");
        assertThat(TracerErrors.of(500, "x".repeat(5000), Hiding.NOTHING).detail())
                .hasSize(201)
                .endsWith("…");
        assertThat(TracerErrors.of(500, " \n ", Hiding.NOTHING).detail()).isNull();
        assertThat(TracerErrors.of(500, null, Hiding.NOTHING)).hasToString(Family.SERVER.words() + " (HTTP 500)");
    }

    @Property
    void noPartOfASecretIsLeftWhereverTheLineIsCut(
            @ForAll @Size(32) byte[] hash,
            @ForAll @IntRange(max = 260) int before,
            @ForAll @IntRange(max = 3) int form) {
        String signature = Base64.getEncoder().encodeToString(hash);
        String written =
                signature.replace("/", List.of("/", "\\/", "%2F", "&#x2F;").get(form));
        Hiding secrets = new Hiding(List.of(signature));
        String whole = "-".repeat(before) + "***" + "-".repeat(200);
        String body = whole.replace("***", written);
        assertThat(TracerErrors.of(403, body, secrets).detail()).isEqualTo(whole.substring(0, 200) + "…");
        ObjectNode error = JSON.createObjectNode().put("m", body); // its own quotes and name come before
        assertThat(TracerErrors.of200(error, secrets).detail())
                .isEqualTo(("{\"m\":\"" + whole).substring(0, 200) + "…");
    }
}
