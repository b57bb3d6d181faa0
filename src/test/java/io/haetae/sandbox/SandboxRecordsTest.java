package io.haetae.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.haetae.activity.Activity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SandboxRecordsTest {

    private static final Instant AT = Instant.parse("2024-06-01T00:00:00Z");
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

    @Test
    void theSameSeedMakesTheSameRecords() {
        assertThat(noise(7)).isEqualTo(noise(7)).isNotEqualTo(noise(8));
    }

    @Test
    void noiseIsBelievableAndNoRuleSpeaksOfIt() {
        assertThat(noise(7)).allSatisfy(made -> {
            JsonNode json = made.json();
            assertThat(made.historyId()).matches("[0-9a-f]{24}");
            assertThat(DemoStory.matches(made)).isFalse();
            assertThat(json.get("sourceType").asText().equals("API"))
                    .isEqualTo(json.get("sourceIp").isNull());
            assertThat(json.get("sourceIp").asText("")).matches("|(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.\\d+");
        });
        assertThat(noise(7))
                .extracting(made -> made.json().get("productName").asText())
                .contains("VPCServer", "ObjectStorage", "IAM", "KMS");
    }

    @Test
    void anAcgChangeMakesARequestAndACompletion() {
        SandboxRecords make = new SandboxRecords(3);
        List<SandboxRecord> pair = IntStream.range(0, 200)
                .mapToObj(i -> make.change(AT))
                .filter(made -> made.size() > 1)
                .findFirst()
                .orElseThrow();
        assertThat(pair)
                .extracting(made -> made.json().get("actionDisplayName").asText())
                .containsExactly("Update ACG Rule (Request)", "Update ACG Rule (Complete)");
        assertThat(pair.get(0).historyId()).isNotEqualTo(pair.get(1).historyId());
        assertThat(pair.get(0).json().get("resourceId"))
                .isEqualTo(pair.get(1).json().get("resourceId"));
        assertThat(pair.get(1).eventTime()).isGreaterThan(pair.get(0).eventTime());
    }

    @Test
    void rootRecordsAreWhatTheRulesSpeakOf() {
        SandboxRecords make = new SandboxRecords(4);
        SandboxRecord login = make.rootLogin(AT, "admin@example.com", "203.0.113.7", "KR", "OTP");
        Activity activity = Activity.of(login.json(), SEOUL);
        assertThat(activity.getResourceName()).isEqualTo("admin@example.com");
        assertThat(activity.getTime()).isEqualTo("2024-06-01 09:00:00");
        assertThat(activity.data(activity))
                .containsEntry("twoFactorLoginType", "OTP")
                .containsEntry("clientIpCountry", "KR");
        Activity listed = Activity.of(SandboxRecords.dataAsList(login).json(), SEOUL);
        assertThat(listed.data(listed)).isEqualTo(activity.data(activity));

        SandboxRecord key = make.rootAccessKeyCreated(AT, "admin@example.com", "203.0.113.7");
        assertThat(DemoStory.matches(login)).isTrue();
        assertThat(DemoStory.matches(SandboxRecords.dataAsList(key))).isTrue();
        assertThat(DemoStory.matches(make.rootAccessKeyDisabled(AT, "a", "b"))).isFalse();
        assertThat(DemoStory.matches(make.rootLoginFailed(AT, "a", "b", "KR"))).isFalse();
    }

    private static List<SandboxRecord> noise(long seed) {
        SandboxRecords make = new SandboxRecords(seed);
        return IntStream.range(0, 300).mapToObj(i -> make.noise(AT)).toList();
    }
}
