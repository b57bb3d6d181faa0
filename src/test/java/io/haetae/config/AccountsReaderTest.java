package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several accounts: what each has of its own, and what holds for all. */
class AccountsReaderTest {

    private static final String OTHER = "https://hooks.slack.com/services/T000/B000/another";

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void setUp() {
        bench = new Bench(folder);
        bench.without("NCLOUD_ACCESS_KEY", "NCLOUD_SECRET_KEY");
        bench.property("haetae.accounts", "prod, dev-2");
        for (String name : List.of("prod", "dev-2")) {
            bench.property("haetae.account." + name + ".access-key", key(name));
            bench.property("haetae.account." + name + ".secret-key", "secret-of-" + name);
        }
    }

    private static String key(String name) {
        return (name + "0".repeat(20)).replace("-", "").substring(0, 20);
    }

    private Account account(String name) {
        return bench.read().settings().account(name);
    }

    private List<String> problems() {
        return bench.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void withoutAListThereIsOne() {
        Bench one = new Bench(folder.resolve("one"));
        assertThat(one.read().settings().accounts()).extracting(Account::name).containsExactly("default");
        assertThat(one.read().settings().pollCron(one.read().settings().account("default")))
                .isEqualTo("0 * * * * ?");
    }

    @Test
    void eachHasItsOwnAndWhatIsSetWithoutAnAccountHoldsForAll() {
        bench.environment("HAETAE_ACCOUNT_DEV_2_WEBHOOK_URL", OTHER);
        bench.environment("HAETAE_ACCOUNT_DEV_2_TRACER_URL", "https://cloudactivitytracer.apigw.gov-ntruss.com");
        Settings settings = bench.read().settings();
        assertThat(settings.accounts()).extracting(Account::name).containsExactly("prod", "dev-2");
        assertThat(account("prod").accessKey().reveal()).isEqualTo(key("prod"));
        assertThat(account("dev-2").secretKey().reveal()).isEqualTo("secret-of-dev-2");
        assertThat(account("prod").slack().channel().webhook().reveal()).isEqualTo(Bench.WEBHOOK);
        assertThat(account("dev-2").slack().channel().webhook().reveal()).isEqualTo(OTHER);
        assertThat(account("prod").tracerUrl()).hasToString("https://cloudactivitytracer.apigw.ntruss.com");
        assertThat(account("dev-2").tracerUrl()).hasToString("https://cloudactivitytracer.apigw.gov-ntruss.com");
        assertThat(bench.read().warnings()).isEmpty();
    }

    @Test
    void pollsAreSpreadOverTheMinuteByTheNameUnlessThereIsACron() {
        Settings settings = bench.read().settings();
        assertThat(settings.accounts())
                .extracting(settings::pollCron)
                .allMatch(cron -> cron.matches("\\d+ \\* \\* \\* \\* \\?"))
                .doesNotHaveDuplicates()
                .isEqualTo(settings.accounts().stream()
                        .map(bench.read().settings()::pollCron)
                        .toList());
        bench.property("haetae.account.prod.poll-cron", "*/30 * * * * ?");
        assertThat(bench.read().settings().pollCron(account("prod"))).isEqualTo("*/30 * * * * ?");
        bench.property("haetae.poll-cron", "7 * * * * ?");
        assertThat(bench.read().settings().pollCron(account("dev-2"))).isEqualTo("7 * * * * ?");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        bench.property("haetae.accounts", "prod,Dev,prod,dev-2");
        bench.property("haetae.account.dev-2.access-key", key("prod"));
        bench.property("haetae.account.prod.poll-cron", "0 0 * * * ?");
        bench.property("haetae.account.prod.data", "x");
        bench.property("haetae.account.test.access-key", "x");
        bench.property("haetae.account.prod.slack.webhook.high", "http://hooks.slack.com/x");
        bench.property("haetae.slack.mention.low", "@here");
        assertThat(problems())
                .hasSize(8)
                .anyMatch(line -> line.contains("\"Dev\" is no name for an account"))
                .anyMatch(line -> line.contains("\"prod\" stands there twice"))
                .anyMatch(line -> line.startsWith("haetae.account.dev-2.access-key")
                        && line.contains("is the access key of account prod too"))
                .anyMatch(line -> line.startsWith("haetae.account.prod.poll-cron") && line.contains("slower"))
                .anyMatch(line -> line.startsWith("haetae.account.prod.data"))
                .anyMatch(line -> line.startsWith("haetae.account.test.access-key"))
                .anyMatch(line -> line.startsWith("haetae.account.prod.slack.webhook.high"))
                .anyMatch(line -> line.startsWith("haetae.slack.mention.low") && line.contains("is no mention"));
        assertThat(String.join("", problems())).doesNotContain("secret-of", "/x");
    }

    @Test
    void aMissingSecretIsNamedByItsAccount() {
        bench.property("haetae.accounts", "prod,qa");
        assertThat(problems())
                .anyMatch(line -> line.startsWith("HAETAE_ACCOUNT_QA_ACCESS_KEY: is missing"))
                .anyMatch(line -> line.startsWith("HAETAE_ACCOUNT_QA_SECRET_KEY: is missing"));
    }

    @Test
    void alertsGoByTheirSeverityAndTheWatchSpeaksWhereItIsTold() {
        bench.property("haetae.slack.webhook.critical", OTHER);
        bench.property("haetae.account.prod.slack.webhook.watch", OTHER + "2");
        bench.property("haetae.slack.mention.critical", "<!here> <!subteam^S012345>");
        SlackSettings prod = account("prod").slack();
        assertThat(Stream.of("critical", "high", "watch")
                        .map(kind -> prod.of(kind).webhook().reveal()))
                .containsExactly(OTHER, Bench.WEBHOOK, OTHER + "2");
        assertThat(account("dev-2").slack().watch()).isEqualTo(prod.channel());
        assertThat(prod.mentions()).containsOnly(java.util.Map.entry("critical", "<!here> <!subteam^S012345>"));
        Settings settings = bench.read().settings();
        assertThat(settings.channelIds()).hasSize(3);
        assertThat(settings.channelIds("prod")).hasSize(3);
        assertThat(settings.channelIds("dev-2"))
                .containsExactly(
                        account("dev-2").slack().channel().id(),
                        prod.of("critical").id());
    }
}
