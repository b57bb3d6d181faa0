package io.haetae.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the configuration from the environment, {@code application.properties} and, for the keys, the vendor's file.
 * Everything that it throws is a {@link ConfigurationException} with all that is wrong.
 */
public final class SettingsReader {

    static final String ACCOUNT = "default";

    private final Map<String, String> environment;
    private final Path home;
    private final Path distribution;
    private final Instant now;

    /**
     * @param home the user's, where {@code .ncloud/configure} may be
     * @param distribution the folder that {@code bin/} is in: what defaults are relative to
     * @param now what the poll cron is tried from
     */
    public SettingsReader(Map<String, String> environment, Path home, Path distribution, Instant now) {
        this.environment = environment;
        this.home = home;
        this.distribution = distribution;
        this.now = now;
    }

    /** The file must be there. */
    public Configuration read(Path file) {
        Problems problems = new Problems();
        return read(PropertiesFile.read(file, problems), problems);
    }

    /** The file may be missing: then the defaults hold. */
    public Configuration readIfThere(Path file) {
        Problems problems = new Problems();
        return read(ifThere(file, problems), problems);
    }

    /** As {@link #read(Path)}, but only what concerns the store; nothing else can be wrong. */
    public StoreSettings readStoreSettings(Path file) {
        Problems problems = new Problems();
        return readStoreSettings(PropertiesFile.read(file, problems), problems);
    }

    /** As {@link #readIfThere(Path)}, but only what concerns the store; nothing else can be wrong. */
    public StoreSettings readStoreSettingsIfThere(Path file) {
        Problems problems = new Problems();
        return readStoreSettings(ifThere(file, problems), problems);
    }

    private Configuration read(PropertiesFile file, Problems problems) {
        Strangers strangers = new Strangers(environment, file);
        strangers.unknownProperties(problems);
        Account account = account(file, problems);
        Values values = values(file, problems);
        ZoneId zone = values.zone();
        List<Duration> ages = values.ages();
        WatchSettings watch = new WatchSettings(
                values.duration(Option.BLIND_AFTER), values.durationOrNever(Option.SILENT_AFTER), values.language());
        Settings settings = new Settings(
                List.of(account),
                values.pollCron(zone, ages, watch.blindAfter(), now),
                values.atMostYoungest(Option.POLL_OVERLAP, ages),
                values.atMostYoungest(Option.SWEEP_EVERY, ages),
                ages,
                values.duration(Option.DELIVERY_GIVE_UP),
                values.path(Option.DATA),
                values.retention(),
                values.rules(),
                zone,
                watch);
        values.logForm();
        List<String> warnings = strangers.warnings(account);
        problems.raise(warnings);
        return new Configuration(settings, file.others(), warnings);
    }

    private Account account(PropertiesFile file, Problems problems) {
        Secrets secrets = new Secrets(environment, file, NcloudFile.in(home), problems);
        Addresses addresses = new Addresses(problems);
        Secret accessKey = key(secrets.find(Option.ACCESS_KEY), problems);
        Secret secretKey = key(secrets.find(Option.SECRET_KEY), problems);
        Optional<Given> webhook = secrets.find(Option.WEBHOOK_URL);
        webhook.ifPresent(addresses::checkWebhook);
        return new Account(
                ACCOUNT,
                accessKey,
                secretKey,
                addresses
                        .tracer(values(file, problems).given(Option.TRACER_URL))
                        .orElse(null),
                new Channel(new Secret(webhook.map(Given::value).orElse(""))));
    }

    private static Secret key(Optional<Given> given, Problems problems) {
        // anything else can't stand in a header, and the library that refuses it would show it
        given.filter(key -> !key.value().chars().allMatch(c -> c > ' ' && c < 127))
                .ifPresent(key -> problems.add(
                        key.name(), "has a blank or a character that no key has", "copy the key once more, alone"));
        return new Secret(given.map(Given::value).orElse(""));
    }

    private StoreSettings readStoreSettings(PropertiesFile file, Problems problems) {
        Values values = values(file, problems);
        StoreSettings settings = new StoreSettings(
                values.path(Option.DATA),
                values.rules().folders(),
                values.zone(),
                channel(file),
                values.duration(Option.BLIND_AFTER));
        problems.raise(List.of());
        return settings;
    }

    private Optional<Channel> channel(PropertiesFile file) {
        return new Secrets(environment, file, NcloudFile.in(home), new Problems())
                .look(Option.WEBHOOK_URL)
                .filter(given -> !given.value().isEmpty())
                .map(given -> new Channel(new Secret(given.value())));
    }

    private Values values(PropertiesFile file, Problems problems) {
        return new Values(environment, file, distribution, problems);
    }

    private static PropertiesFile ifThere(Path file, Problems problems) {
        return Files.exists(file)
                ? PropertiesFile.read(file, problems)
                : PropertiesFile.none(file.toAbsolutePath().getParent());
    }
}
