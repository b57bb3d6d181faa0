package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationProblemsTest {

    @TempDir
    Path folder;

    Bench bench;

    @BeforeEach
    void setUp() {
        bench = new Bench(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "poll-overlap     | 5           | is no duration",
                "poll-overlap     | 0s          | is no time",
                "poll-overlap     | 16m         | 16m is longer than the youngest sweep age; at most 15m",
                "sweep-every      | 16m         | 16m is longer than the youngest sweep age; at most 15m",
                "sweep-every      | often       | is no duration",
                "sweep-ages       | ''          | is no duration",
                "sweep-ages       | 15m,        | is no duration",
                "sweep-ages       | 15m,0s      | is no age",
                "sweep-ages       | 60m,1h      | the age 1h stands there twice",
                "delivery-give-up | 1 day       | is no duration",
                "delivery-give-up | ''          | is no duration",
                "poll-cron        | * * * * *   | put \"0 \" before it",
                "poll-cron        | x           | is no Quartz cron",
                "poll-cron        | ''          | is no Quartz cron",
                "poll-cron        | 0 0 * * * ? | is slower than the youngest sweep age; at most 15m",
                "poll-cron        | 0 0/10 * * * ? | is slower than haetae.blind-after, 5m; poll at least that often",
                "language         | kr          | is no language of ours; write ko or en",
                "blind-after      | 0s          | is no time",
                "silent-after     | a day       | is no duration; write a number with s, m, h or d, as 24h",
                "time-zone        | Seoul       | is no time zone",
                "data             | ''          | is no path",
                "tracer-url       | ''          | is no address",
                "tracer-url       | tracer      | is no address",
                "tracer-url       | https://a b | is no address",
                "tracer-url       | http://example.com         | is not https",
                "tracer-url       | ftp://localhost            | is not https",
                "tracer-url       | http://127.0.0.1.example.com | is not https",
                "tracer-url       | http://localhost.example.com | is not https",
                "tracer-url       | https://example.com/api    | has a path",
                "tracer-url       | https://example.com?a=b    | has a path, a query",
                "tracer-url       | https://u@example.com      | has a path, a query or a user",
                "cloud            | government  | is no zone; write public, gov or fin",
                "proxy-url        | proxy       | is no address of an HTTP proxy; write it as http://user:password@host:port",
                "proxy-url        | socks5://proxy:1080      | is no address of an HTTP proxy",
                "proxy-url        | https://proxy:3128       | is no address of an HTTP proxy",
                "proxy-url        | http://u:s#cret@proxy:1  | is no address of an HTTP proxy",
                "proxy-url        | http://proxy:3128/path   | is no address of an HTTP proxy",
                "ca-file          | none.pem    | none.pem does not exist; name a file with one or more certificates",
                "ca-file          | application.properties | application.properties has no certificate",
                "webhook-url      | http://hooks.slack.com/x   | is not https",
                "webhook-url      | hooks.slack.com/x          | is no address",
                "pollCron         | 0 * * * * ? | there is no such option; did you mean haetae.poll-cron?",
                "nothing-like-it  | x           | there is no such option; application.properties lists them all",
            })
    void eachIsTold(String option, String value, String told) {
        bench.without("WEBHOOK_URL");
        if (!option.equals("webhook-url")) {
            bench.environment("WEBHOOK_URL", Bench.WEBHOOK);
        }
        bench.property("haetae." + option, value);
        assertThat(bench.problems()).hasSize(1);
        assertThat(bench.problems().get(0).toString())
                .startsWith("haetae." + option + ": ")
                .contains(told)
                .doesNotContain("\n", "s#cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://127.0.0.1", "http://127.1.2.3:1", "http://[::1]:80"})
    void loopbackNeedsNoHttps(String url) {
        bench.environment("HAETAE_TRACER_URL", url).environment("WEBHOOK_URL", url + "/services/x");
        assertThat(bench.problems()).isEmpty();
    }

    @Test
    void itIsToldUnderTheNameInTheEnvironment() {
        bench.environment("HAETAE_SWEEP_AGES", "1m").property("haetae.poll-overlap", "30s");
        assertThat(bench.problems()).extracting(Problem::option).containsExactly("haetae.sweep-every");
        bench.environment("HAETAE_SWEEP_EVERY", "2m");
        assertThat(bench.problems()).extracting(Problem::option).containsExactly("HAETAE_SWEEP_EVERY");
    }

    @Test
    void allAtOnce() {
        bench.environment.clear();
        bench.property("haetae.tracer-url", "x")
                .property("haetae.poll-cron", "x")
                .property("haetae.poll-overlap", "x")
                .property("haetae.sweep-every", "x")
                .property("haetae.sweep-ages", "x")
                .property("haetae.delivery-give-up", "x")
                .property("haetae.time-zone", "x")
                .property("haetae.unknown", "x");
        assertThat(bench.problems())
                .extracting(Problem::option)
                .containsExactlyInAnyOrder(
                        "NCLOUD_ACCESS_KEY",
                        "NCLOUD_SECRET_KEY",
                        "WEBHOOK_URL",
                        "haetae.tracer-url",
                        "haetae.poll-cron",
                        "haetae.poll-overlap",
                        "haetae.sweep-every",
                        "haetae.sweep-ages",
                        "haetae.delivery-give-up",
                        "haetae.time-zone",
                        "haetae.unknown");
        assertThatThrownBy(bench::read).message().hasLineCount(11);
    }

    @Test
    void noSecretInAny() {
        bench.environment("NCLOUD_ACCESS_KEY_ID", "other-access-key-0000")
                .environment("NCLOUD_SECRET_KEY_FILE", "/secret-in-place-of-a-file")
                .environment("WEBHOOK_URL", "http://hooks.slack.com/services/T000/B000/verysecretpath bad")
                .environment("HAETAE_TRACER_URL", "https://user:password@example.com/")
                .property("haetae.webhok-url", Bench.WEBHOOK);
        assertThat(bench.problems()).hasSize(5);
        assertThatThrownBy(bench::read)
                .message()
                .doesNotContain(
                        Bench.ACCESS_KEY,
                        Bench.SECRET_KEY,
                        "other-access-key",
                        "secret-in-place",
                        "verysecretpath",
                        "password");
    }
}
