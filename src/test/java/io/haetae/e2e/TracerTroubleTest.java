package io.haetae.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.Deadlines;
import io.haetae.sandbox.Fault;
import io.haetae.store.Accounts;
import io.haetae.tracer.TracerFailure.Family;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the tracer answers instead of a page: the poll ends, nothing is lost or told twice, and the reason is stored. */
@Timeout(300)
class TracerTroubleTest {

    static final Deadlines QUICK =
            new Deadlines(Duration.ofMillis(300), Duration.ofMillis(400), Duration.ofMillis(400));

    @TempDir
    static Path folder;

    private static Estate estate;
    private static int number;
    private Map<String, Long> outbox;
    private int posts;

    @BeforeAll
    static void start() throws Exception {
        estate = new Estate(folder);
    }

    @AfterAll
    static void close() {
        estate.close();
    }

    @BeforeEach
    void aWatchThatIsWellAndARecordThatItHasNotSeen() {
        estate.tracer.heal();
        estate.clock.advance(Duration.ofHours(1));
        estate.poll();
        assertThat(estate.account().lastComplete()).isEqualTo(estate.clock.millis());
        estate.tracer.add(Records.login(++number, estate.clock.millis() + 1_000));
        outbox = estate.outbox();
        posts = estate.slack.requests().size();
    }

    static Stream<Trouble> rows() {
        return Trouble.rows();
    }

    static Stream<Trouble> others() {
        return Trouble.others();
    }

    static Stream<Trouble> slow() {
        return Trouble.slow();
    }

    @ParameterizedTest
    @MethodSource({"rows", "others"})
    void endsThePollAndNothingElse(Trouble trouble) throws Exception {
        assertEndsThePoll(trouble);
        assertHeals();
    }

    @ParameterizedTest
    @MethodSource("slow")
    void isAbortedAtItsDeadline(Trouble trouble) throws Exception {
        estate.restart(QUICK);
        long began = System.nanoTime();
        assertEndsThePoll(trouble);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(25));
        estate.tracer.heal();
        estate.restart(Deadlines.DEFAULT);
        assertHeals();
    }

    private void assertEndsThePoll(Trouble trouble) {
        List<Long> cursors = estate.cursors();
        int before = estate.tracer.requests().size();
        estate.tracer.always(trouble.fault());
        estate.poll();

        assertThat(estate.account().lastFailure())
                .startsWith(trouble.family().words())
                .contains(trouble.words())
                .doesNotContain("secret")
                .hasSizeLessThan(500);
        assertThat(new Accounts(estate.store()).lastFailure("default").family())
                .isEqualTo(trouble.family().name());
        int requests = estate.tracer.requests().size() - before;
        if (trouble.family() == Family.BAD_REQUEST) {
            assertThat(requests).as("once more under the other names").isEqualTo(2);
        } else if (trouble.family().halves()) {
            assertThat(requests).isBetween(1, 60);
        } else {
            assertThat(requests).isEqualTo(1);
        }
        assertThat(estate.cursors()).isEqualTo(cursors);
        assertThat(estate.holes()).isZero();
        assertThat(estate.outbox()).isEqualTo(with("waiting", trouble.tells() ? 1 : 0));
        assertThat(estate.slack.requests()).hasSize(posts);
    }

    private void assertHeals() {
        estate.tracer.heal();
        estate.poll(); // a quota waits a minute
        estate.poll();
        estate.deliver(5);
        assertThat(estate.outbox()).isEqualTo(with("sent", 1));
        assertThat(Told.records(estate.slack)).hasSize(number).doesNotHaveDuplicates();
        assertThat(estate.cursors().get(0)).isGreaterThanOrEqualTo(estate.clock.millis() - 1_000);
        assertThat(estate.holes()).isZero();
    }

    private Map<String, Long> with(String state, long more) {
        Map<String, Long> expected = new HashMap<>(outbox);
        expected.merge(state, more, Long::sum);
        return expected;
    }

    @ParameterizedTest
    @CsvSource({"401, 200", "401, 210", "403, 230"})
    void aRefusedKeyIsOneRequestAPoll(int status, int code) {
        estate.tracer.always(Fault.error(status, code, "no"));
        int before = estate.tracer.requests().size();
        for (int i = 1; i <= 20; i++) {
            estate.poll();
            assertThat(estate.tracer.requests()).hasSize(before + i);
        }
        assertHeals();
    }

    @ParameterizedTest
    @CsvSource({"429, 410, 90, 2", "429, 400, 90, 2", "503, 500, 180, 3", "500, 900, 99999999999999999999, 60"})
    void aRequestForQuietIsObeyed(int status, int code, String seconds, int minutes) {
        estate.tracer.always(Fault.error(status, code, "later", "Retry-After", seconds));
        estate.poll();
        int asked = estate.tracer.requests().size();
        estate.tracer.heal();
        for (int i = 1; i < minutes; i++) {
            estate.poll();
            assertThat(estate.tracer.requests()).hasSize(asked);
        }
        estate.poll();
        assertThat(estate.tracer.requests().size()).isGreaterThan(asked);
        assertHeals();
    }

    @Test
    void ofDuplicateKeysTheLastCounts() {
        String page = "{\"hasMore\":true,\"items\":[],\"items\":[{\"eventTime\":1,\"eventTime\":"
                + (estate.clock.millis() + 1_000)
                + ",\"historyId\":\"" + String.format("%024x", number)
                + "\",\"productDisplayName\":\"Account\",\"resourceType\":\"Customer\","
                + "\"actionResultType\":\"SUCCESS\",\"resourceName\":\"first\",\"resourceName\":\"last\","
                + "\"productData\":null,\"productData\":{\"twoFactorLoginType\":\"OTP\"}}],\"hasMore\":false}";
        estate.tracer.failNext(Fault.raw(page.getBytes(StandardCharsets.UTF_8), "application/json", null));
        estate.poll();
        assertThat(estate.account().lastComplete()).isEqualTo(estate.clock.millis());
        assertHeals();
        assertThat(Told.records(estate.slack).get(number - 1)).contains("last").doesNotContain("first");
    }

    @Test
    void aPageOfNearly32MebibytesIsAPage() {
        byte[] page = Trouble.packed(" ".repeat(31 << 20) + "{\"hasMore\":false,\"items\":[]}");
        estate.tracer.always(Fault.raw(page, "application/json", "gzip"));
        estate.poll();
        assertThat(estate.account().lastComplete()).isEqualTo(estate.clock.millis());
        assertHeals();
    }

    @Test
    void whatAnAnswerSaysOfItsCharactersDoesNotReachTheNextRequest() {
        String page = "{\"hasMore\":true,\"page\":0,\"size\":100,\"items\":[{\"eventTime\":1,\"historyId\":\"a\"}]}";
        estate.tracer.failNext(
                Fault.raw(page.getBytes(StandardCharsets.UTF_8), "application/json; charset=UTF-16", null));
        estate.poll();
        assertThat(estate.account().lastComplete()).isEqualTo(estate.clock.millis());
        assertHeals();
    }
}
