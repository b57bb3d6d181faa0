package io.haetae.deliver;

import com.slack.api.model.Attachment;
import com.slack.api.model.Field;
import com.slack.api.webhook.Payload;
import io.haetae.store.Alert;
import io.haetae.store.Severity;
import io.haetae.store.StoredAlert;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A claim as Slack's payload: a line for each alert, and below an attachment for each with its facts. Everything in it
 * is data and escaped here, whole.
 */
public final class SlackPayload {

    /** Slack's limits, in characters. */
    static final int TEXT = 40_000;

    static final int FIELD = 2_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx");

    private final ZoneId zone;
    private final Duration overlap;
    private final SlackWords words;
    private final Mentions mentions;

    /** Who is called to an account's alerts of a severity, as Slack writes it; may be empty. Never from data. */
    public interface Mentions {
        String of(String account, Severity severity);
    }

    /**
     * @param language of what is said below an alert; its line is the rule's
     * @param zone what times are told in
     * @param overlap an alert stored later than this after its event is late, and says so
     */
    public SlackPayload(Locale language, ZoneId zone, Duration overlap, Mentions mentions) {
        this.words = new SlackWords(language);
        this.mentions = mentions;
        this.zone = zone;
        this.overlap = overlap;
    }

    public Payload of(Claim claim) {
        int count = claim.alerts().size();
        int line = (TEXT - (count - 1)) / count; // none is folded away: all are cut alike
        return Payload.builder()
                .text(claim.alerts().stream().map(alert -> called(alert, line)).collect(Collectors.joining("\n")))
                .attachments(claim.alerts().stream().map(this::attachment).toList())
                .unfurlLinks(false)
                .unfurlMedia(false)
                .build();
    }

    private String called(StoredAlert stored, int limit) {
        String mention = mentions.of(stored.alert().account(), stored.alert().severity());
        return mention.isEmpty() ? line(stored, limit) : mention + " " + line(stored, limit - mention.length() - 1);
    }

    /** One line, or data with a line break could forge an alert; never empty, as Slack refuses a payload without text. */
    private static String line(StoredAlert stored, int limit) {
        String text = SlackText.of(stored.alert().text().replaceAll("\\R", " "), limit);
        return text.isBlank() ? SlackText.of(stored.alert().rule(), limit) : text;
    }

    private Attachment attachment(StoredAlert stored) {
        Alert alert = stored.alert();
        List<Field> fields = new ArrayList<>();
        fields.add(field(words.title("account"), alert.account()));
        fields.add(field(words.title("rule"), alert.rule()));
        fields.add(field(words.title("severity"), alert.severity().word()));
        fields.add(field(
                words.title("time"),
                TIME.format(Instant.ofEpochMilli(alert.eventTime()).atZone(zone))));
        alert.facts().forEach((name, value) -> {
            if (value != null && !value.isBlank()) {
                fields.add(field(words.factTitle(name), words.fact(name, value)));
            }
        });
        Duration late = Duration.ofMillis(stored.created() - alert.eventTime());
        if (late.compareTo(overlap) > 0) {
            fields.add(field(words.title("late"), words.late(late)));
        }
        return Attachment.builder()
                .fallback(line(stored, FIELD))
                .color(color(alert.severity()))
                .fields(fields)
                .mrkdwnIn(List.of())
                .build();
    }

    private static Field field(String title, String value) {
        return new Field(SlackText.of(title, FIELD), SlackText.of(value, FIELD), value.length() <= 40);
    }

    private static String color(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "#b00020";
            case HIGH -> "#e8590c";
            case MEDIUM -> "#f2b705";
            case LOW -> "#2b7bba";
            case INFO -> "#868e96";
        };
    }
}
