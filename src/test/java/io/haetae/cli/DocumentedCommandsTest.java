package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.HaetaeProcess;
import io.haetae.Patience;
import io.haetae.ReadmeTest;
import io.haetae.sandbox.SandboxRecords;
import io.haetae.store.AlertQueries;
import io.haetae.store.Store;
import io.haetae.store.StoredAlert;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command in the documents, beside a watch that runs, in the order of a first day. */
class DocumentedCommandsTest {

    private static final Pattern COMMAND =
            Pattern.compile("(?<=bin/haetae)( --?[a-z][a-z-]*| [a-z][a-z-]*\\.json| [a-z][a-z-]*| \\d+[smhd]| ID\\b)+");

    @TempDir
    Path folder;

    private final InputStream in = System.in;
    private final Set<String> ran = new TreeSet<>();
    private Surround surround;
    private HaetaeProcess watch;

    @BeforeEach
    void setUp() throws Exception {
        surround = new Surround(folder, Clock.systemUTC());
        surround.terminal.pause = TimeUnit.MILLISECONDS::sleep;
        surround.environment.put("HAETAE_LANGUAGE", "en");
        surround.environment.put("HAETAE_DATA", data().toString());
        surround.environment.put("HAETAE_POLL_CRON", "* * * * * ?");
        surround.environment.put("HAETAE_MASTER_PASSWORD", "correct horse");
        watch = HaetaeProcess.start(folder, List.of(), surround.environment, "run");
        ran.add("run");
    }

    @AfterEach
    void tearDown() throws Exception {
        System.setIn(in);
        watch.kill();
        surround.close();
    }

    @Test
    void eachDoesWhatTheySay() throws Exception {
        ran.add("demo"); // by DemoTest, in less time
        surround.tracer.add(
                new SandboxRecords(1).rootLogin(Instant.now().minusSeconds(9), "owner", "203.0.113.7", "KR", ""));

        does("--help", "alerts");
        until(() -> does("status", "well"));
        does("check --send", "a watch runs on it");
        surround.terminal.pause = time -> {}; // it reads twice, some minutes apart
        does("check --report haetae-report.json", "all is well");
        surround.terminal.pause = TimeUnit.MILLISECONDS::sleep;
        assertThat(folder.resolve("haetae-report.json")).isNotEmptyFile();
        does("drill root-login", "sent: Slack has taken it");
        does("drill root-access-key", "sent: Slack has taken it");
        int[] rounds = {0};
        surround.terminal.pause = time -> {
            if (time >= 1000 && rounds[0]++ > 0) {
                throw new InterruptedException(); // Ctrl-C
            }
        };
        does("records --since 1h --follow", "owner");
        assertThat(Thread.interrupted()).isTrue();

        long id = alerts().get(alerts().size() - 1).id();
        try (Store store = Store.attach(data())) {
            store.write(tx -> tx.execute("update alert set state = 'dead', reason = 'no_service' where id = ?", id));
        }
        does("alerts list --state dead", "drill");
        does("alerts show ID", Long.toString(id), id);
        does("alerts replay --all", "1");
        until(() -> assertThat(alerts()).extracting(StoredAlert::state).containsOnly("sent"));

        System.setIn(new ByteArrayInputStream("the-secret\n".getBytes(StandardCharsets.UTF_8)));
        does("encrypt", "ENC(");
        assertThat(watch.stop()).isZero();
        does("accounts rename default prod", "prod");
        assertThat(surround.run("accounts", "rename", "prod", "default")).isZero();
        does("accounts forget default", "default");
        assertThat(ran).isEqualTo(documented());
    }

    private void does(String command, String said) {
        does(command, said, 0);
    }

    private void does(String command, String said, long id) {
        String[] words = command.replace(
                        "haetae-report.json",
                        folder.resolve("haetae-report.json").toString())
                .replace("ID", Long.toString(id))
                .split(" ");
        assertThat(surround.run(words))
                .as("%s: %s%s", command, surround.terminal.out, surround.terminal.err)
                .isZero();
        assertThat(surround.terminal.out + surround.terminal.err).as(command).contains(said);
        ran.add(command);
    }

    private List<StoredAlert> alerts() {
        try (Store store = Store.attach(data())) {
            return new AlertQueries(store).list(null);
        }
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static Set<String> documented() throws Exception {
        Set<String> found = new TreeSet<>();
        for (Path document : ReadmeTest.documents()) {
            found.addAll(COMMAND.matcher(Files.readString(document))
                    .results()
                    .map(MatchResult::group)
                    .map(String::strip)
                    .collect(Collectors.toSet()));
        }
        return found;
    }

    private static void until(Runnable holds) {
        Patience.await().untilAsserted(holds::run);
    }
}
