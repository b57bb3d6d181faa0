package io.haetae.cli;

import io.haetae.sandbox.DemoStory;
import io.haetae.sandbox.SandboxRecord;
import io.haetae.sandbox.SlackPost;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * What was promised against what was told. Counts from the story's records and from what the sandbox's Slack showed, so
 * from nothing that the product itself counts.
 *
 * @param matched records that are to be told
 * @param told how many of them were, at least once
 * @param late how many alerts said that they are late
 * @param repeated how many alerts told a record again
 * @param strange how many alerts told no record of the story
 */
record DemoTally(int matched, int told, int late, int repeated, int strange) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    static DemoTally of(DemoStory story, List<SlackPost> shown, ZoneId zone) {
        List<SlackAlert> alerts = shown.stream()
                .flatMap(post -> SlackAlert.in(post).stream())
                .filter(alert ->
                        !alert.text().startsWith("[Haetae] ")) // on a slow machine it may say that it is behind
                .toList();
        List<SandboxRecord> matches =
                story.records().stream().filter(DemoStory::matches).toList();
        int told = 0;
        int tellings = 0;
        for (SandboxRecord match : matches) {
            int times = (int)
                    alerts.stream().filter(alert -> tells(alert, match, zone)).count();
            told += Math.min(1, times);
            tellings += times;
        }
        int late = (int) alerts.stream().filter(alert -> alert.late() != null).count();
        return new DemoTally(matches.size(), told, late, tellings - told, alerts.size() - tellings);
    }

    int lost() {
        return matched - told;
    }

    boolean asPromised() {
        return lost() == 0 && repeated == 0 && strange == 0;
    }

    private static boolean tells(SlackAlert alert, SandboxRecord record, ZoneId zone) {
        String time = TIME.format(Instant.ofEpochMilli(record.eventTime()).atZone(zone));
        return alert.text().contains("[" + time + "]")
                && alert.text().contains('"' + record.json().path("sourceIp").asText() + '"')
                && alert.text()
                        .contains('"' + record.json().path("resourceName").asText() + '"')
                && alert.text().contains("Access Key")
                        == record.json().path("resourceType").asText().equals("AccessKey");
    }
}
