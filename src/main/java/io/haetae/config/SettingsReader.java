package io.haetae.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Reads the configuration from the environment, {@code application.properties} and, for the keys, the vendor's file.
 * Everything that it throws is a {@link ConfigurationException} with all that is wrong.
 */
public final class SettingsReader {

    private final Map<String, String> environment;
    private final Path home;
    private final Path distribution;
    private final Instant now;
    private final LongSupplier nanos;

    /**
     * @param home the user's, where {@code .ncloud/configure} may be
     * @param distribution the folder that {@code bin/} is in: what defaults are relative to
     * @param now what the poll cron is tried from
     */
    public SettingsReader(Map<String, String> environment, Path home, Path distribution, Instant now) {
        this(environment, home, distribution, now, System::nanoTime);
    }

    /** @param nanos a clock that can't be set, for what becomes of the settings later */
    SettingsReader(Map<String, String> environment, Path home, Path distribution, Instant now, LongSupplier nanos) {
        this.environment = environment;
        this.home = home;
        this.distribution = distribution;
        this.now = now;
        this.nanos = nanos;
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
        strangers.unknownProperties(
                accounts(values(file, new Problems()), null, new Problems()).names(), problems);
        Secrets secrets = secrets(file, problems);
        Values values = values(file, problems);
        ZoneId zone = values.zone();
        List<Duration> ages = values.ages();
        WatchSettings watch = new WatchSettings(
                values.duration(Option.BLIND_AFTER), values.durationOrNever(Option.SILENT_AFTER), values.language());
        Function<Given, String> cron = given -> values.pollCron(given, zone, ages, watch.blindAfter(), now);
        AccountsReader accounts = accounts(values, secrets, problems);
        Settings settings = new Settings(
                accounts.accounts(cron),
                cron.apply(values.given(Option.POLL_CRON)),
                values.atMostYoungest(Option.POLL_OVERLAP, ages),
                values.atMostYoungest(Option.SWEEP_EVERY, ages),
                ages,
                values.duration(Option.DELIVERY_GIVE_UP),
                values.path(Option.DATA),
                values.retention(),
                values.rules(),
                zone,
                watch,
                new NetworkReader(environment, values, secrets, problems).read());
        values.logForm();
        List<Text> warnings = strangers.warnings(settings.accounts());
        problems.raise(warnings);
        return new Configuration(settings, file.others(), warnings);
    }

    private StoreSettings readStoreSettings(PropertiesFile file, Problems problems) {
        Values values = values(file, problems);
        StoreSettings settings = new StoreSettings(
                values.path(Option.DATA),
                values.rules().folders(),
                values.zone(),
                channels(file),
                values.duration(Option.BLIND_AFTER),
                // no reason to say nothing at three in the morning: Korean then, as long as it is wrong
                values(file, new Problems()).language());
        problems.raise(List.of());
        return settings;
    }

    private Set<String> channels(PropertiesFile file) {
        Problems problems = new Problems();
        return accounts(values(file, problems), secrets(file, problems), problems)
                .channelIds();
    }

    private AccountsReader accounts(Values values, Secrets secrets, Problems problems) {
        return new AccountsReader(values, secrets, problems, nanos);
    }

    private Secrets secrets(PropertiesFile file, Problems problems) {
        return new Secrets(environment, file, NcloudFile.in(home), problems);
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
