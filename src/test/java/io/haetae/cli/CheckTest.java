package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.haetae.sandbox.Dialect;
import io.haetae.sandbox.Fault;
import io.haetae.sandbox.SandboxRecords;
import io.haetae.store.FilledStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} against the sandbox over real HTTP, in each state. */
class CheckTest {

    private static final Instant NOW = Terminal.NOW;

    @TempDir
    Path folder;

    private Surround surround;
    private Terminal terminal;
    private final SandboxRecords records = new SandboxRecords(1);

    @BeforeEach
    void setUp() {
        surround = new Surround(folder);
        terminal = surround.terminal;
        surround.tracer.add(records.rootLogin(NOW.minusSeconds(600), "owner@example.com", "198.51.100.23", "KR", ""));
        surround.tracer.add(records.rootLogin(NOW.minusSeconds(700), "소유자@example.com", "198.51.100.23", "KR", ""));
        surround.tracer.add(records.rootLoginFailed(NOW.minusSeconds(40_000), "owner", "198.51.100.23", "KR"));
    }

    @AfterEach
    void tearDown() {
        surround.close();
    }

    @Test
    void allIsWell() {
        assertThat(surround.run("check", "--send")).as(terminal.out).isZero();
        assertThat(terminal.err).isEmpty();
        String channel = terminal.out.replaceAll("(?s).*\nchannel (\\S+) of.*", "$1");
        assertThat(terminal.out.replaceAll("  ok       data folder .*\n( {26}.*\n)*", ""))
                .isEqualTo("""
                        haetae (not packaged)
                          ok       configuration  1 account, default
                          ok       store          will be made by the first start
                          ok       rules          2: root-access-key, root-login
                        account default
                          ok       DNS            127.0.0.1 has an address
                          ok       TCP            takes the connection
                          ok       TLS            none: plain http on loopback
                          ok       HTTP           answers
                          ok       clock          as the tracer's, to the second
                          ok       signature      accepted
                          ok       permission     may read the activities
                          ok       paging         page,size; it repeats page,size
                          ok       last 24 h      3 records; all of it was read, in 5 requests
                                   root logins    3 seen: they are recorded
                                   heard nothing  root-access-key

                            COUNT  PRODUCT  TYPE      ACTION  USER
                                3  Account  Customer  Login   root
                                   → root-login

                        channel %s of default
                          ok       webhook        127.0.0.1 is not Slack's own host: right if it speaks
                                                  Slack's webhooks
                          ok       test line      Slack has taken it

                        all is well
                        """.formatted(channel));
        assertThat(surround.slack.messages())
                .singleElement()
                .satisfies(post -> assertThat(post.text())
                        .isEqualTo(
                                "[Haetae] default: a test line (bin/haetae check --send). Nothing needs to be done."));
    }

    @Test
    void withoutSendNothingIsSentAndThatIsWell() {
        assertThat(surround.run("check")).isZero();
        assertThat(link("test line")).isEqualTo("skipped");
        assertThat(surround.slack.requests()).isEmpty();
    }

    @Test
    void theConfigurationIsTwoWithAllThatIsWrong() {
        surround.environment.remove("NCLOUD_SECRET_KEY");
        surround.environment.put("HAETAE_LANGUAGE", "xx");
        assertThat(surround.run("check")).isEqualTo(2);
        assertThat(terminal.out.lines().filter(line -> line.startsWith("  실패     설정")))
                .hasSize(2);
        assertThat(terminal.out).contains("NCLOUD_SECRET_KEY", "HAETAE_LANGUAGE", "건너뜀   나머지");
        assertThat(surround.tracer.requests()).isEmpty();
    }

    @Test
    void aDataFolderThatCantBeOne() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        surround.environment.put("HAETAE_DATA", file.resolve("data").toString());
        assertThat(surround.run("check")).isEqualTo(1);
        assertThat(link("data folder")).isEqualTo("failed");
        assertThat(link("store")).isEqualTo("skipped");
        assertThat(terminal.out).endsWith("failed: data folder\n");
        assertThat(link("last 24 h")).isEqualTo("ok");
    }

    @Test
    void aStoreThatIsNone() throws IOException {
        Files.createDirectories(terminal.data());
        Files.writeString(terminal.data().resolve("haetae.db"), "garbage ".repeat(100));
        assertThat(surround.run("check")).isEqualTo(1);
        assertThat(link("store")).isEqualTo("failed");
        assertThat(link("permission")).isEqualTo("ok");
    }

    @Test
    void besideARunningWatchNoTableChanges() {
        try (FilledStore store = FilledStore.in(terminal.data())) {
            store.account("default", NOW.toEpochMilli(), 200, null).cursor("default", 0, 5);
            List<String> before = tables(store);
            assertThat(surround.run("check", "--send")).as(terminal.out).isZero();
            assertThat(words()).contains("sound; a watch runs on it, process ");
            assertThat(tables(store)).isEqualTo(before).hasSizeGreaterThan(7);
        }
    }

    @Test
    void aStoppedWatchsStoreStaysAsItIsByteForByte() throws IOException {
        FilledStore.in(terminal.data()).close();
        byte[] before = Files.readAllBytes(terminal.data().resolve("haetae.db"));
        assertThat(surround.run("check")).as(terminal.out).isZero();
        assertThat(words()).contains("sound; no watch runs on it");
        assertThat(Files.readAllBytes(terminal.data().resolve("haetae.db"))).isEqualTo(before);
    }

    @Test
    void badRulesEndOnlyWhatDependsOnThem() throws IOException {
        Path routes = Files.createDirectories(folder.resolve("rules"));
        Files.writeString(routes.resolve("bad.camel.yaml"), "- route: {id: x, from: {uri: 'activity:A?prodct=b'}}");
        surround.environment.put("HAETAE_ROUTES", routes.toString());
        assertThat(surround.run("check")).isEqualTo(1);
        assertThat(link("rules")).isEqualTo("failed");
        assertThat(words()).contains("bad.camel.yaml", "root logins 3 seen").doesNotContain("→ root-login");
    }

    @Test
    void aNameThatNobodyKnows() {
        surround.tracerAt(URI.create("https://tracer.invalid"));
        assertThat(surround.run("check")).isEqualTo(1);
        assertFailed("DNS", "TCP");
    }

    @Test
    void aPortThatNobodyListensOn() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            surround.tracerAt(URI.create("http://127.0.0.1:" + free.getLocalPort()));
        }
        assertThat(surround.run("check")).isEqualTo(1);
        assertFailed("TCP", "TLS");
        assertThat(link("DNS")).isEqualTo("ok");
    }

    @Test
    void tlsWhereThereIsNone() {
        surround.tracerAt(URI.create(surround.tracer.url().toString().replace("http:", "https:")));
        assertThat(surround.run("check")).isEqualTo(1);
        assertFailed("TLS", "HTTP");
        assertThat(link("TCP")).isEqualTo("ok");
    }

    @Test
    void anotherServerInTheTracersPlace() {
        surround.tracer.always(Fault.status(200, "<html>log in here</html>"));
        assertThat(surround.run("check")).isEqualTo(1);
        assertFailed("HTTP", "signature");
        assertThat(words()).contains("<html>", "does a proxy or another server answer in the tracer's place?");
        assertThat(link("clock")).isEqualTo("ok");
    }

    @Test
    void aServerErrorIsHttp() {
        surround.tracer.always(Fault.error(503, 500, "Endpoint Error"));
        assertThat(surround.run("check")).isEqualTo(1);
        assertFailed("HTTP", "permission");
        assertThat(surround.tracer.requests()).hasSize(1);
    }

    @Test
    void aClockThatIsFarOffIsNamedAndTheRestGoesOnByTheTracers() {
        surround.tracer.offset(Duration.ofMinutes(10));
        assertThat(surround.run("check")).isEqualTo(1);
        assertThat(link("clock")).isEqualTo("failed");
        assertThat(terminal.out)
                .contains("this machine's is 10m", "behind the tracer's")
                .endsWith("failed: account default: clock\n");
        assertThat(link("signature")).isEqualTo("ok");
        assertThat(link("last 24 h")).isEqualTo("ok");
    }

    @Test
    void aWrongSecretIsTheSignature() {
        surround.environment.put("NCLOUD_SECRET_KEY", "WRONGSECRETKEY0000000000000000000000000");
        assertThat(surround.run("check")).isEqualTo(1);
        assertFailed("signature", "permission");
        assertThat(link("last 24 h")).isEqualTo("skipped");
        assertThat(terminal.out + terminal.err).doesNotContain("WRONGSECRET", Surround.ACCESS_KEY);
    }

    @Test
    void aMissingPolicyIsNamed() {
        surround.tracer.always(Fault.error(401, 210, "Permission Denied"));
        assertThat(surround.run("check")).isEqualTo(1);
        assertFailed("permission", "paging");
        assertThat(link("signature")).isEqualTo("ok");
        assertThat(words()).contains("NCP_CLOUD_ACTIVITY_TRACER_VIEWER");
    }

    @Test
    void pagingThatIsRefusedUnderBothNames() {
        surround.tracer.always(Fault.error(400, 100, "Bad Request Exception"));
        assertThat(surround.run("check")).isEqualTo(1);
        assertFailed("paging", "last 24 h");
    }

    @Test
    void everyDialectIsFound() {
        for (Dialect dialect : Dialect.values()) {
            surround.tracer.dialect(dialect);
            assertThat(surround.run("check")).as(dialect + terminal.out).isZero();
            String names = dialect.name().contains("INDEX") ? "pageIndex,pageSize; it" : "page,size; it";
            assertThat(terminal.out)
                    .as("%s", dialect)
                    .contains("paging         " + names, "3 records; all of it was read");
        }
    }

    @Test
    void quotaEndsItAtOnce() {
        surround.tracer.passNext();
        surround.tracer.passNext();
        surround.tracer.failNext(Fault.error(429, 400, "Quota Exceeded"));
        assertThat(surround.run("check")).isEqualTo(1);
        assertThat(surround.tracer.requests()).hasSize(3);
        assertThat(words()).contains("0 records; only 0.0 % of it was read, in 1 request; then the tracer's quota");
        assertThat(words()).doesNotContain("root logins");
    }

    @Test
    void aWebhookThatIsNoneOfSlacks() {
        surround.environment.put("WEBHOOK_URL", "https://hooks.slack.com/triggers/T0/1/secretpath");
        assertThat(surround.run("check", "--send")).isEqualTo(1);
        assertFailed("webhook", "test line");
        assertThat(terminal.out).doesNotContain("secretpath");
    }

    @Test
    void aTestLineThatSlackRefuses() {
        surround.slack.always(Fault.status(404, "no_service"));
        assertThat(surround.run("check", "--send")).isEqualTo(1);
        assertThat(link("test line")).isEqualTo("failed");
        assertThat(words()).contains("404 no_service", "make a new one");
        assertThat(terminal.out).doesNotContain(surround.slack.webhook().getPath());
    }

    @Test
    void asJson() throws IOException {
        assertThat(surround.run("check", "--json")).isZero();
        JsonNode json = new JsonMapper().readTree(terminal.out);
        assertThat(json.get("well").booleanValue()).isTrue();
        assertThat(json.get("links").get(0).get("state").textValue()).isEqualTo("ok");
        assertThat(json.get("days")
                        .get(0)
                        .get("kinds")
                        .get(0)
                        .get("rules")
                        .get(0)
                        .textValue())
                .isEqualTo("root-login");
    }

    @Test
    void aWrongWaitIsTwo() {
        assertThat(surround.run("check", "--wait", "soon")).isEqualTo(2);
    }

    private void assertFailed(String failed, String skipped) {
        assertThat(link(failed)).as(terminal.out).isEqualTo("failed");
        assertThat(link(skipped)).as(terminal.out).isEqualTo("skipped");
        assertThat(terminal.out.lines())
                .allSatisfy(line -> assertThat(Columns.width(line)).as(line).isLessThanOrEqualTo(80));
    }

    /** The output as if no line had been folded. */
    private String words() {
        return terminal.out.replaceAll("\\s+", " ");
    }

    /** The state of the first link of that name. */
    private String link(String name) {
        return terminal.out
                .lines()
                .filter(line -> line.length() > 11 && line.substring(11).startsWith(name + " "))
                .map(line -> line.substring(2, 10).strip())
                .findFirst()
                .orElse("none");
    }

    private static List<String> tables(FilledStore store) {
        List<String> all = new ArrayList<>();
        store.run(handle -> {
            for (String table : handle.createQuery("select name from sqlite_schema where type = 'table' order by name")
                    .mapTo(String.class)
                    .list()) {
                all.add(table
                        + handle.createQuery("select * from " + table)
                                .mapToMap()
                                .list());
            }
        });
        return all;
    }
}
