package io.haetae.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.model.Attachment;
import com.slack.api.model.Field;
import com.slack.api.webhook.Payload;
import io.haetae.store.Alert;
import io.haetae.store.Severity;
import io.haetae.store.StoredAlert;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SlackPayloadTest {

    private static final long EVENT = Instant.parse("2024-06-01T00:00:00Z").toEpochMilli();

    private final Map<Severity, String> mentions = new EnumMap<>(Severity.class);

    private final SlackPayload payload = payload(Locale.ENGLISH);

    private SlackPayload payload(Locale language) {
        return new SlackPayload(
                language,
                ZoneId.of("Asia/Seoul"),
                Duration.ofMinutes(5),
                (account, severity) -> mentions.getOrDefault(severity, ""));
    }

    @Test
    void showsTheFactsInTheirOrder() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("who", "root");
        facts.put("From", "203.0.113.7 <KR>");
        Attachment attachment =
                one("line", facts, Duration.ofMinutes(1)).getAttachments().get(0);
        assertThat(attachment.getFields())
                .extracting(Field::getTitle)
                .containsExactly("Account", "Rule", "Severity", "Time", "Who", "From");
        assertThat(attachment.getFields())
                .extracting(Field::getValue)
                .containsExactly(
                        "default", "rule", "critical", "2024-06-01 09:00:00 +09:00", "root", "203.0.113.7 &lt;KR&gt;");
    }

    @Test
    void speaksTheLanguageOfTheWatch() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("who", "root account");
        facts.put("from", "203.0.113.7 (PORTAL)");
        facts.put("resource", "admin (AccessKey)");
        facts.put("action", "Create (SUCCESS)");
        facts.put("product", "Account (KR)");
        facts.put("drill", "x");
        facts.put("set aside", "y");
        facts.put("of tomorrow", "z");
        assertThat(fields(Locale.KOREAN, facts, Duration.ofMinutes(125)))
                .containsExactly(
                        "계정: default",
                        "규칙: rule",
                        "심각도: critical",
                        "발생 시각: 2024-06-01 09:00:00 +09:00",
                        "사용자: root 계정",
                        "접속 경로: 203.0.113.7 (PORTAL)",
                        "자원: admin (AccessKey)",
                        "작업: Create (SUCCESS)",
                        "상품: Account (KR)",
                        "훈련: x",
                        "옮겨 둔 저장소: y",
                        "Of tomorrow: z",
                        "지연: 발생 2시간 5분 뒤에 확인");
        assertThat(fields(Locale.ENGLISH, facts, Duration.ofHours(2)))
                .containsExactly(
                        "Account: default",
                        "Rule: rule",
                        "Severity: critical",
                        "Time: 2024-06-01 09:00:00 +09:00",
                        "Who: root account",
                        "From: 203.0.113.7 (PORTAL)",
                        "Resource: admin (AccessKey)",
                        "Action: Create (SUCCESS)",
                        "Product: Account (KR)",
                        "Drill: x",
                        "Set aside: y",
                        "Of tomorrow: z",
                        "Late: seen 2 h after the event");
        assertThat(fields(Locale.KOREAN, Map.of("who", "sub account 101"), Duration.ofDays(1)))
                .contains("사용자: 서브 계정 101", "지연: 발생 1일 뒤에 확인");
    }

    /** As {@code title: value}. */
    private List<String> fields(Locale language, Map<String, String> facts, Duration late) {
        return payload(language)
                .of(new Claim("c", List.of(), List.of(stored("line", facts, late))))
                .getAttachments()
                .get(0)
                .getFields()
                .stream()
                .map(field -> field.getTitle() + ": " + field.getValue())
                .toList();
    }

    @Test
    void saysHowLateOnlyIfLate() {
        assertThat(late(Duration.ofMinutes(5))).isNull();
        assertThat(late(Duration.ofMinutes(5).plusMillis(1))).isEqualTo("seen 5 min after the event");
        assertThat(late(Duration.ofMinutes(125))).isEqualTo("seen 2 h 5 min after the event");
        assertThat(late(Duration.ofHours(50))).isEqualTo("seen 2 d 2 h after the event");
        assertThat(late(Duration.ofHours(-1))).isNull();
    }

    @Test
    void hasAlwaysAText() {
        assertThat(one("\u202e", Map.of(), Duration.ZERO).getText()).isEqualTo("rule");
    }

    /** A resource named with a line break made a second line that looked like an alert of its own. */
    @Test
    void anAlertIsOneLineWhateverItsDataHold() {
        assertThat(one("[주의] a\n[경고] b\u2028c\r\nd", Map.of(), Duration.ZERO).getText())
                .isEqualTo("[주의] a [경고] b c d");
    }

    @Property(tries = 100)
    void keepsSlacksLimits(@ForAll @IntRange(min = 1, max = 20) int count, @ForAll @IntRange(max = 50_000) int length) {
        List<StoredAlert> alerts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            alerts.add(stored("<".repeat(length), Map.of("Who", "&".repeat(length)), Duration.ZERO));
        }
        Payload whole = payload.of(new Claim("c", List.of(), alerts));
        assertThat(whole.getText()).hasSizeLessThanOrEqualTo(40_000);
        assertThat(whole.getText().split("\n")).hasSize(count);
        assertThat(whole.getAttachments())
                .hasSize(count)
                .allMatch(attachment -> attachment.getFields().stream()
                        .allMatch(field -> field.getValue().length() <= 2_000));
    }

    private String late(Duration late) {
        return one("line", Map.of(), late).getAttachments().get(0).getFields().stream()
                .filter(field -> field.getTitle().equals("Late"))
                .map(Field::getValue)
                .findFirst()
                .orElse(null);
    }

    private Payload one(String text, Map<String, String> facts, Duration late) {
        return payload.of(new Claim("c", List.of(), List.of(stored(text, facts, late))));
    }

    private static StoredAlert stored(String text, Map<String, String> facts, Duration late) {
        Alert alert = new Alert("default", "rule", "h", 0, Severity.CRITICAL, text, EVENT, facts);
        return new StoredAlert(1, alert, "sending", EVENT + late.toMillis(), 0, null, 20, null, null);
    }
}
