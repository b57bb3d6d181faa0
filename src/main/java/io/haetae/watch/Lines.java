package io.haetae.watch;

import io.haetae.store.Condition;
import io.haetae.tracer.TracerFailure.Family;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Conditions in words, plain text. What their details are called is known here and to those who judge them; times in
 * details are epoch milliseconds, UTC.
 */
public final class Lines {

    static final String FAMILY = "family";
    static final String KEY = "key";
    static final String CLOCK = "clock";
    static final String OFFSET = "offset";
    static final String FROM = "from";
    static final String TO = "to";
    static final String LATE = "late";
    static final String TOLD = "told";
    static final String REASON = "reason";
    static final String COUNT = "count";
    static final String SHAPE = "shape";
    /** Of a channel that nobody uses any more. */
    static final String REPLACED = "replaced";
    /** Of a hole that nobody tries again: {@code gone} or {@code lost}. */
    static final String GONE = "gone";

    private static final long MINUTE = 60_000;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Messages messages;
    private final ZoneId zone;

    /** @param zone what times are told in */
    public Lines(Locale language, ZoneId zone) {
        this.messages = Messages.in(language);
        this.zone = zone;
    }

    /** What the beginning tells, as a line of its account. */
    String begins(Condition condition) {
        return line(condition, words(condition));
    }

    /** As {@link #begins}, but without saying whose it is. */
    public String words(Condition condition) {
        Map<String, String> detail = condition.detail();
        Kind kind = kind(condition);
        String key =
                kind == Kind.HOLE && detail.containsKey(GONE) ? "hole." + detail.get(GONE) : kind.word() + ".begin";
        return messages.of(key, arguments(List.of(time(condition.since())), beginning(condition, kind)));
    }

    /** As {@link #words(Condition)}, but of what blinds by its latest failure: null if there was none. */
    public String words(Condition condition, String latest) {
        if (kind(condition) != Kind.BLIND || latest == null) {
            return words(condition);
        }
        Map<String, String> detail = new LinkedHashMap<>(condition.detail());
        detail.put(FAMILY, latest);
        return words(
                new Condition(condition.account(), condition.kind(), condition.subject(), condition.since(), detail));
    }

    /** @param detail more than the beginning knew */
    String ends(Condition condition, long now, Unread unread, Map<String, String> detail) {
        Kind kind = kind(condition);
        List<String> first =
                List.of(time(condition.since()), span(Math.max(0, now - condition.since())), unread(unread));
        String key = kind.word() + (detail.containsKey(REPLACED) ? ".replaced" : ".end");
        return line(condition, messages.of(key, arguments(first, end(condition, kind, now, detail))));
    }

    private static Kind kind(Condition condition) {
        return Kind.of(condition.kind())
                .orElseThrow(() -> new IllegalArgumentException("no such condition: " + condition.kind()));
    }

    private static String line(Condition condition, String words) {
        return "[Haetae] " + condition.account() + ": " + words;
    }

    private List<String> beginning(Condition condition, Kind kind) {
        Map<String, String> detail = condition.detail();
        return switch (kind) {
            case BLIND -> List.of(why(detail.get(FAMILY)), messages.of("do." + family(detail.get(FAMILY))));
            case CREDENTIALS ->
                List.of(detail.get(KEY), detail.containsKey(CLOCK) ? messages.of("credentials.clock") : "");
            case CLOCK -> List.of(span(Math.abs(number(detail, OFFSET))), fastOrSlow(number(detail, OFFSET)));
            case AWAY -> List.of(time(number(detail, TO)), span(number(detail, TO) - condition.since()));
            case BEHIND -> List.of(span(number(detail, LATE)), time(number(detail, FROM)));
            case HOLE -> List.of(time(number(detail, FROM)), time(number(detail, TO)), why(detail.get(REASON)));
            case UNREADABLE -> List.of(detail.get(COUNT), detail.get(SHAPE));
            case CHANNEL -> List.of(condition.subject(), detail.get(REASON));
            case DEAD -> List.of(detail.get(COUNT), detail.get(REASON));
            case PERMISSION, SILENT -> List.of();
        };
    }

    private List<String> end(Condition condition, Kind kind, long now, Map<String, String> more) {
        Map<String, String> detail = condition.detail();
        return switch (kind) {
            case BEHIND -> List.of(more.get(TOLD));
            case HOLE -> List.of(time(number(detail, FROM)), time(number(detail, TO)));
            case CHANNEL -> List.of(condition.subject(), detail.get(REASON), time(now));
            default -> List.of();
        };
    }

    private String unread(Unread unread) {
        List<String> words = new ArrayList<>();
        if (unread.behindSince() != null) {
            words.add(messages.of("unread.behind", time(unread.behindSince())));
        }
        if (unread.holes() > 0) {
            words.add(messages.of("unread.holes", Integer.toString(unread.holes())));
        }
        return words.isEmpty() ? messages.of("unread.none") : String.join(" ", words);
    }

    /** The local clock, by how far the tracer's is ahead. */
    private String fastOrSlow(long offset) {
        return messages.of(offset < 0 ? "clock.fast" : "clock.slow");
    }

    /** A failure in words: by its family's name, or by its own words, which begin with its family's. */
    private String why(String failure) {
        String family = Arrays.stream(Family.values())
                .filter(one -> failure != null && failure.startsWith(one.words()))
                .map(Family::name)
                .findFirst()
                .orElse(failure);
        return family == null || known(family) ? messages.of("why." + family(family)) : family;
    }

    private static String family(String family) {
        return known(family) ? family : "none";
    }

    private static boolean known(String family) {
        return Arrays.stream(Family.values()).anyMatch(one -> one.name().equals(family));
    }

    String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(zone));
    }

    /** To two units, and only those that count; from a minute on rounded to minutes. */
    String span(long millis) {
        Duration time = Duration.ofMillis(millis < MINUTE ? millis : (millis + MINUTE / 2) / MINUTE * MINUTE);
        long[] parts = {time.toDays(), time.toHoursPart(), time.toMinutesPart(), time.toSecondsPart()};
        String[] units = {"span.days", "span.hours", "span.minutes", "span.seconds"};
        int first = 0;
        while (first < parts.length - 1 && parts[first] == 0) {
            first++;
        }
        String span = messages.of(units[first], Long.toString(parts[first]));
        boolean more = first < parts.length - 1 && parts[first + 1] > 0;
        return more ? span + " " + messages.of(units[first + 1], Long.toString(parts[first + 1])) : span;
    }

    private static long number(Map<String, String> detail, String name) {
        return Long.parseLong(detail.get(name));
    }

    private static String[] arguments(List<String> first, List<String> more) {
        List<String> arguments = new ArrayList<>(first);
        arguments.addAll(more);
        return arguments.toArray(String[]::new);
    }
}
