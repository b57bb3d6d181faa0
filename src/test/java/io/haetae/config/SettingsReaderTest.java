package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

    @TempDir
    Path folder;

    Bench bench;

    @BeforeEach
    void setUp() {
        bench = new Bench(folder);
    }

    @Test
    void theDefaults() {
        Settings settings = bench.read().settings();
        Account account = settings.account("default");
        assertThat(account.accessKey().reveal()).isEqualTo(Bench.ACCESS_KEY);
        assertThat(account.secretKey().reveal()).isEqualTo(Bench.SECRET_KEY);
        assertThat(account.slack().channel().webhook().reveal()).isEqualTo(Bench.WEBHOOK);
        assertThat(account.tracerUrl()).isEqualTo(URI.create("https://cloudactivitytracer.apigw.ntruss.com"));
        assertThat(settings.pollCron()).isEqualTo("0 * * * * ?");
        assertThat(settings.overlap()).isEqualTo(Duration.ofMinutes(5));
        assertThat(settings.sweepEvery()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.sweepAges())
                .containsExactly(
                        Duration.ofMinutes(15),
                        Duration.ofHours(1),
                        Duration.ofHours(6),
                        Duration.ofHours(24),
                        Duration.ofDays(7));
        assertThat(settings.giveUp()).isEqualTo(Duration.ofHours(24));
        assertThat(settings.data()).isEqualTo(bench.distribution.resolve("data"));
        assertThat(settings.rules()).isEqualTo(RuleSettings.of(bench.distribution.resolve("routes")));
        assertThat(settings.retention()).isEqualTo(Duration.ofDays(400));
        assertThat(settings.zone()).isEqualTo(ZoneId.of("Asia/Seoul"));
        assertThat(bench.read().warnings()).isEmpty();
    }

    @Test
    void theEnvironmentWins() {
        bench.property("haetae.poll-cron", "1 * * * * ?").environment("HAETAE_POLL_CRON", "2 * * * * ?");
        bench.property("haetae.poll-overlap", "1m").environment("HAETAE_POLL_OVERLAP", "");
        assertThat(bench.read().settings().pollCron()).isEqualTo("2 * * * * ?");
        assertThat(bench.read().settings().overlap()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void pathsAreRelativeToWhereTheyStand() {
        bench.property("haetae.data", "../store").property("haetae.routes", "/rules");
        assertThat(bench.read().settings().data()).isEqualTo(folder.resolve("store"));
        assertThat(bench.read().settings().rules().folders()).containsExactly(Path.of("/rules"));
        bench.environment("HAETAE_DATA", "here");
        assertThat(bench.read().settings().data()).isEqualTo(Path.of("here").toAbsolutePath());
    }

    @Test
    void rulesComeFromSeveralFoldersAndSomeAreOff() {
        bench.property("haetae.routes", "routes, /etc/haetae/routes").property("haetae.rules-off", "a, b,");
        RuleSettings rules = bench.read().settings().rules();
        assertThat(rules.folders()).containsExactly(bench.file.resolveSibling("routes"), Path.of("/etc/haetae/routes"));
        assertThat(rules.off()).containsExactlyInAnyOrder("a", "b");
        bench.environment("HAETAE_RULES_OFF", "c");
        assertThat(bench.read().settings().rules().off()).containsExactly("c");
        bench.property("haetae.routes", "routes,,other");
        assertThat(bench.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.wrong()).hasToString("\"\" is no path"));
    }

    @Test
    void alertsAreKeptForLongerThanTheTracerShowsThem() {
        bench.property("haetae.retention", "100d");
        assertThat(bench.read().settings().retention()).isEqualTo(Duration.ofDays(100));
        bench.environment("HAETAE_RETENTION", "99d23h");
        assertThat(bench.problems())
                .singleElement()
                .hasToString("HAETAE_RETENTION: \"99d23h\" is too short: the tracer shows records for 90 days;"
                        + " at least 100d");
    }

    @Test
    void theLogHasOneOfTwoForms() {
        assertThat(LogForm.early(bench.environment, bench.file)).isEqualTo(LogForm.TEXT);
        assertThat(LogForm.early(bench.environment, folder.resolve("none"))).isEqualTo(LogForm.TEXT);
        bench.property("haetae.log", "json");
        assertThat(LogForm.early(bench.environment, bench.file)).isEqualTo(LogForm.JSON);
        bench.environment("HAETAE_LOG", "xml");
        assertThat(LogForm.early(bench.environment, bench.file))
                .as("told later")
                .isEqualTo(LogForm.TEXT);
        assertThat(bench.problems())
                .singleElement()
                .hasToString("HAETAE_LOG: \"xml\" is no form of a log; write text or json");
    }

    @Test
    void theFileIsUtf8WithOrWithoutAMark() throws IOException {
        Files.writeString(bench.file, "\uFEFFhaetae.data=\uAC10\uC2DC  \n");
        assertThat(bench.read().settings().data()).isEqualTo(bench.file.resolveSibling("\uAC10\uC2DC"));
        Files.write(bench.file, "haetae.data=d\u00E9".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(bench.problems())
                .hasSize(1)
                .allSatisfy(p -> assertThat(p.wrong()).hasToString("is not UTF-8"));
    }

    @Test
    void theStandardFileMayBeMissingAnotherMayNot() {
        Path missing = folder.resolve("elsewhere/application.properties");
        assertThat(bench.reader().readIfThere(missing).settings().data()).isEqualTo(bench.distribution.resolve("data"));
        assertThat(bench.file).exists();
        assertThat(problemsOf(() -> bench.reader().read(missing))).startsWith(missing + ": there is no such file");
        assertThat(problemsOf(() -> bench.reader().readStoreSettings(missing))).contains("no such file");
    }

    @Test
    void aSlashAfterTheTracersBaseIsNoPath() {
        bench.environment("HAETAE_TRACER_URL", "https://tracer.example.com:8443/");
        assertThat(bench.read().settings().account("default").tracerUrl())
                .isEqualTo(URI.create("https://tracer.example.com:8443"));
    }

    @Test
    void othersGoToCamelWithoutOurs() {
        bench.property("camel.main.name", "x").property("haetae.secret-key", "s");
        assertThat(bench.read().others()).containsOnlyKeys("camel.main.name");
    }

    @Test
    void unknownVariablesOnlyWarn() {
        bench.environment("HAETAE_POL_CRON", "x").environment("HAETAE_JAVA_OPTS", "-Xmx1g");
        bench.environment("HAETAE_SECRET_KEY_FILE", bench.write(folder.resolve("s"), Bench.SECRET_KEY));
        assertThat(bench.read().warnings())
                .extracting(Text::toString)
                .containsExactly("HAETAE_POL_CRON: there is no such option; did you mean HAETAE_POLL_CRON?");
    }

    @Test
    void aPropertyThatNobodyReadsWarns() {
        bench.property("heatae.poll-cron", "x").property("camel.main.name", "x").property("other", "x");
        assertThat(bench.read().warnings())
                .extracting(Text::toString)
                .containsExactly(
                        "heatae.poll-cron: is neither haetae's nor camel's, so nobody reads it;"
                                + " did you mean haetae.poll-cron?",
                        "other: is neither haetae's nor camel's, so nobody reads it;"
                                + " application.properties lists them all");
    }

    @Test
    void warningsComeWithTheProblems() {
        bench.environment("HAETAE_POL_CRON", "x").without("NCLOUD_ACCESS_KEY");
        assertThatThrownBy(bench::read).isInstanceOfSatisfying(ConfigurationException.class, e -> {
            assertThat(e.problems()).hasSize(1);
            assertThat(e.warnings()).singleElement().asString().startsWith("HAETAE_POL_CRON: ");
        });
    }

    @Test
    void theStoreTakesNoKeysAndCaresForNothingElse() {
        bench.without("NCLOUD_ACCESS_KEY", "NCLOUD_SECRET_KEY", "WEBHOOK_URL");
        bench.property("haetae.poll-cron", "x").property("haetae.x", "x").property("haetae.time-zone", "UTC");
        StoreSettings settings = bench.reader().readStoreSettings(bench.file);
        assertThat(settings.data()).isEqualTo(bench.distribution.resolve("data"));
        assertThat(settings.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(settings.channels()).isEmpty();
        bench.environment("WEBHOOK_URL", Bench.WEBHOOK);
        assertThat(bench.reader().readStoreSettings(bench.file).channels())
                .contains(new Channel(new Secret(Bench.WEBHOOK)).id());
    }

    private static String problemsOf(Runnable reading) {
        try {
            reading.run();
            return "";
        } catch (ConfigurationException e) {
            return e.getMessage();
        }
    }
}
