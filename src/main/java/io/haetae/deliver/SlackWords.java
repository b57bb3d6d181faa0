package io.haetae.deliver;

import io.haetae.config.Text;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * The words below an alert, in the configured language, in Slack and wherever else one is shown. Facts are stored as they are found, with English names: what is
 * not known here, as it was stored by another version, is shown so.
 */
public final class SlackWords {

    private static final Set<String> FACTS =
            Set.of("who", "from", "resource", "action", "product", "drill", "set aside");

    /** As {@code io.haetae.rule.Hearing} says who did it. */
    private static final String WHO = "who";

    private static final String ROOT = "root account";
    private static final String SUB = "sub account ";

    private final Locale language;

    public SlackWords(Locale language) {
        this.language = language;
    }

    /** @param name account, rule, severity, time or late */
    String title(String name) {
        return Text.of("deliver.field." + name.replace(' ', '-')).in(language);
    }

    public String factTitle(String name) {
        if (FACTS.contains(name)) {
            return title(name);
        }
        return name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    public String fact(String name, String value) {
        if (name.equals(WHO) && value.equals(ROOT)) {
            return Text.of("deliver.who.root").in(language);
        }
        return name.equals(WHO) && value.startsWith(SUB)
                ? Text.of("deliver.who.sub", value.substring(SUB.length())).in(language)
                : value;
    }

    String late(Duration late) {
        return Text.of("deliver.late", span(late)).in(language);
    }

    /** To two units from an hour on. */
    private String span(Duration time) {
        if (time.toDays() > 0) {
            return both("days", time.toDays(), "hours", time.toHoursPart());
        }
        if (time.toHours() > 0) {
            return both("hours", time.toHours(), "minutes", time.toMinutesPart());
        }
        return time.toMinutes() > 0 ? count("minutes", time.toMinutes()) : count("seconds", time.toSeconds());
    }

    private String both(String unit, long number, String smaller, long rest) {
        return rest == 0 ? count(unit, number) : count(unit, number) + " " + count(smaller, rest);
    }

    private String count(String unit, long number) {
        return Text.of("deliver.span." + unit, number).in(language);
    }
}
