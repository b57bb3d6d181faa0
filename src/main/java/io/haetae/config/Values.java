package io.haetae.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads options that are no secrets; what is wrong goes to the problems, and the default takes its place meanwhile. */
final class Values {

    private static final Duration LEAST_RETENTION = Duration.ofDays(100);

    private final Map<String, String> environment;
    private final PropertiesFile file;
    private final Path distribution;
    private final Problems problems;

    Values(Map<String, String> environment, PropertiesFile file, Path distribution, Problems problems) {
        this.environment = environment;
        this.file = file;
        this.distribution = distribution;
        this.problems = problems;
    }

    /** The environment, else the property, else the default. An empty environment variable is as good as none. */
    Given given(Option option) {
        return set(option).orElse(new Given(option.property(), option.defaultValue(), true));
    }

    /** As {@link #given}, but empty if it is left to its default. */
    Optional<Given> set(Option option) {
        for (String name : option.environment()) {
            String value = environment.getOrDefault(name, "").strip();
            if (!value.isEmpty()) {
                return Optional.of(new Given(name, value, false));
            }
        }
        return Optional.ofNullable(file.properties().get(option.property()))
                .map(value -> new Given(option.property(), value, true));
    }

    /** Of the zone's tracer; what {@code haetae.tracer-url} says beside a zone must not contradict it. */
    Given tracer(String account) {
        Optional<Given> zone = own(Option.CLOUD, account);
        Optional<Given> url = own(Option.TRACER_URL, account);
        if (zone.isEmpty() && url.isEmpty()) {
            zone = set(Option.CLOUD);
            url = set(Option.TRACER_URL);
        }
        return tracer(zone, url);
    }

    private Given tracer(Optional<Given> zone, Optional<Given> url) {
        Optional<Cloud> cloud = zone.flatMap(given -> Cloud.of(given.value()));
        if (zone.isPresent() && cloud.isEmpty()) {
            problems.add(zone.get().name(), Text.of("config.zone", zone.get().value()), Text.of("config.zone.right"));
        }
        if (cloud.isPresent()
                && url.isPresent()
                && !url.get()
                        .value()
                        .replaceFirst("/$", "")
                        .equalsIgnoreCase(cloud.get().tracer())) {
            problems.add(
                    zone.get().name() + ", " + url.get().name(), Text.of("config.tracers"), Text.of("config.only-one"));
        }
        return url.orElse(
                new Given(Option.CLOUD.property(), cloud.orElse(Cloud.PUBLIC).tracer(), true));
    }

    /** As {@link #given(Option)}, unless the account has its own; null for none in particular. */
    Given given(Option option, String account) {
        return own(option, account).orElseGet(() -> given(option));
    }

    private Optional<Given> own(Option option, String account) {
        if (account == null || !option.ofAnAccount()) {
            return Optional.empty();
        }
        String value = environment.getOrDefault(option.environment(account), "").strip();
        if (!value.isEmpty()) {
            return Optional.of(new Given(option.environment(account), value, false));
        }
        return Optional.ofNullable(file.properties().get(option.property(account)))
                .filter(property -> !property.isEmpty())
                .map(property -> new Given(option.property(account), property, true));
    }

    Duration duration(Option option) {
        return duration(option, false);
    }

    /** Zero, or just 0, is never. */
    Duration durationOrNever(Option option) {
        return given(option).value().equals("0") ? Duration.ZERO : duration(option, true);
    }

    private Duration duration(Option option, boolean never) {
        Given given = given(option);
        Optional<Duration> duration = Durations.find(given.value());
        if (duration.isPresent() && (never || !duration.get().isZero())) {
            return duration.get();
        }
        problems.add(
                given.name(),
                Text.of(duration.isPresent() ? "config.duration.zero" : "config.duration", given.value()),
                Text.of("config.duration.right", option.defaultValue()));
        return Durations.parse(option.defaultValue());
    }

    /** Youngest first. Empty if they are wrong: nothing can be held against them then. */
    List<Duration> ages() {
        Given given = given(Option.SWEEP_AGES);
        Set<Duration> ages = new HashSet<>();
        for (String part : given.value().split(",", -1)) {
            Optional<Text> wrong = wrongAge(part.strip(), ages);
            if (wrong.isPresent()) {
                Text right = Text.of("config.ages.right", Option.SWEEP_AGES.defaultValue());
                problems.add(given.name(), wrong.get(), right);
                return List.of();
            }
        }
        return ages.stream().sorted().toList();
    }

    /** Adds it to the others if nothing is wrong with it. */
    private static Optional<Text> wrongAge(String text, Set<Duration> others) {
        Optional<Duration> age = Durations.find(text);
        if (age.isEmpty()) {
            return Optional.of(Text.of("config.duration", text));
        }
        if (age.get().isZero()) {
            return Optional.of(Text.of("config.ages.zero", text));
        }
        return others.add(age.get())
                ? Optional.empty()
                : Optional.of(Text.of("config.ages.twice", Durations.format(age.get())));
    }

    /** What is longer than the youngest sweep age would leave a stretch of time that nothing reads. */
    Duration atMostYoungest(Option option, List<Duration> ages) {
        Duration duration = duration(option);
        if (!ages.isEmpty() && duration.compareTo(ages.get(0)) > 0) {
            problems.add(given(option).name(), Text.of("config.longer", Durations.format(duration)), atMost(ages));
        }
        return duration;
    }

    /** One that is slower than blind-after would leave the watch blind between two polls. */
    String pollCron(Given given, ZoneId zone, List<Duration> ages, Duration blindAfter, Instant now) {
        try {
            PollCron cron = PollCron.of(given.value(), zone);
            if (cron.slowerThan(ages.isEmpty() ? Duration.ofDays(366) : ages.get(0), now)) {
                problems.add(given.name(), Text.of("config.cron.age", given.value()), atMost(ages));
            } else if (cron.slowerThan(blindAfter, now)) {
                problems.add(
                        given.name(),
                        Text.of(
                                "config.cron.blind",
                                given.value(),
                                Option.BLIND_AFTER.property(),
                                Durations.format(blindAfter)),
                        Text.of("config.cron.blind.right", Option.BLIND_AFTER.property()));
            }
        } catch (ParseException e) {
            Text right = given.value().split("\\s+").length == 5
                    ? Text.of("config.cron.seconds")
                    : Text.of("config.cron.right", Option.POLL_CRON.defaultValue());
            problems.add(given.name(), Text.of("config.cron", given.value(), e.getMessage()), right);
        }
        return given.value();
    }

    Locale language() {
        Given given = given(Option.LANGUAGE);
        if (!given.value().equals("ko") && !given.value().equals("en")) {
            problems.add(given.name(), Text.of("config.language", given.value()), Text.of("config.language.right"));
        }
        return Locale.forLanguageTag(given.value().equals("en") ? "en" : "ko");
    }

    ZoneId zone() {
        Given given = given(Option.TIME_ZONE);
        try {
            return ZoneId.of(given.value());
        } catch (DateTimeException e) {
            Text right = Text.of("config.time-zone.right", Option.TIME_ZONE.defaultValue());
            problems.add(given.name(), Text.of("config.time-zone", given.value()), right);
            return ZoneId.of(Option.TIME_ZONE.defaultValue());
        }
    }

    /** Shorter, and a record that the tracer still shows would be told again. */
    Duration retention() {
        Duration retention = duration(Option.RETENTION);
        if (retention.compareTo(LEAST_RETENTION) < 0) {
            problems.add(
                    given(Option.RETENTION).name(),
                    Text.of("config.retention", given(Option.RETENTION).value()),
                    Text.of("config.retention.right", Durations.format(LEAST_RETENTION)));
        }
        return retention;
    }

    RuleSettings rules() {
        Set<String> off = new LinkedHashSet<>(parts(given(Option.RULES_OFF)));
        off.remove("");
        return new RuleSettings(paths(Option.ROUTES), off);
    }

    LogForm logForm() {
        Given given = given(Option.LOG);
        return LogForm.of(given.value()).orElseGet(() -> {
            problems.add(given.name(), Text.of("config.log", given.value()), Text.of("config.log.right"));
            return LogForm.TEXT;
        });
    }

    /**
     * Absolute. A relative one is relative to the file in which it stands; from the environment, to where one is; a
     * default, to the distribution, or another configuration file would need other rules beside it.
     */
    Path path(Option option) {
        Given given = given(option);
        return path(option, given, given.value());
    }

    /** As {@link #path}, separated by commas. */
    private List<Path> paths(Option option) {
        Given given = given(option);
        return parts(given).stream().map(part -> path(option, given, part)).toList();
    }

    private static List<String> parts(Given given) {
        return Arrays.stream(given.value().split(",", -1)).map(String::strip).toList();
    }

    private Path path(Option option, Given given, String value) {
        try {
            if (value.isEmpty()) {
                throw new InvalidPathException("", "is empty");
            }
            return folder(option, given).resolve(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            problems.add(
                    given.name(), Text.of("config.path", value), Text.of("config.path.right", option.defaultValue()));
            return file.folder();
        }
    }

    private Path folder(Option option, Given given) {
        if (!given.fromFile()) {
            return Path.of("");
        }
        return file.properties().containsKey(option.property()) ? file.folder() : distribution;
    }

    private static Text atMost(List<Duration> ages) {
        return ages.isEmpty()
                ? Text.of("config.cron.fires", Option.POLL_CRON.defaultValue())
                : Text.of("config.at-most", Durations.format(ages.get(0)), Option.SWEEP_AGES.property());
    }
}
