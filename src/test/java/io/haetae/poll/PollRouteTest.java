package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.haetae.store.Accounts;
import io.haetae.store.Cursors;
import io.haetae.store.Holes;
import io.haetae.store.RuleStarts;
import io.haetae.store.Store;
import io.haetae.store.StoreException;
import io.haetae.tracer.PagingNames;
import io.haetae.tracer.Signature;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PollRouteTest extends PollFixture {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String EMPTY = "{\"items\":[],\"hasMore\":false}";

    /** The same clock; whoever asks it next may die of it. */
    private final Clock deadly = new Clock() {
        @Override
        public Instant instant() {
            if (fatalToNext == null) {
                return clock.instant();
            }
            Error error = fatalToNext;
            fatalToNext = null;
            throw error;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private final List<JsonNode> requests = new ArrayList<>();
    private final List<Map<String, Object>> headers = new ArrayList<>();
    private Error fatal;
    private Error fatalToNext;

    @BeforeEach
    void start() throws Exception {
        tracer = answers(EMPTY);
        start(deadly, Path.of("routes"), new RouteBuilder() {
            @Override
            public void configure() {
                from("activity:Customer").routeId("dying").process(exchange -> {
                    if (fatal != null) {
                        throw fatal;
                    }
                });
            }
        });
    }

    @Override
    void ask(Exchange exchange) throws Exception {
        requests.add(new ObjectMapper().readTree(exchange.getMessage().getBody(String.class)));
        headers.add(new TreeMap<>(exchange.getMessage().getHeaders()));
        super.ask(exchange);
    }

    private Processor answers(String... pages) {
        List<String> left = new ArrayList<>(List.of(pages));
        return exchange -> {
            exchange.getMessage().setHeader("Date", date());
            exchange.getMessage().setBody(left.size() > 1 ? left.remove(0) : left.get(0));
        };
    }

    private Processor refuses(int status, Map<String, String> more) {
        return exchange -> {
            Map<String, String> answer = new TreeMap<>(more);
            answer.put("Date", date());
            throw new HttpOperationFailedException(
                    "http://127.0.0.1:1", status, "no", null, answer, "{\"error\":{\"errorCode\":\"0\"}}");
        };
    }

    /** A login of the root account half a minute ago. */
    private String login(String id) {
        return "{\"historyId\":\"" + id + "\",\"eventTime\":"
                + clock.instant().minusSeconds(30).toEpochMilli()
                + ",\"productDisplayName\":\"Account\",\"actionResultType\":\"SUCCESS\",\"resourceType\":\"Customer\","
                + "\"resourceName\":\"admin\",\"productData\":{\"twoFactorLoginType\":\"OTP\"}}";
    }

    private static String page(boolean more, String... items) {
        return "{\"items\":[" + String.join(",", items) + "],\"hasMore\":" + more + ",\"page\":0,\"size\":100}";
    }

    /** What ended a poll that needs nobody to look at a stack. */
    private Exception pollFails() {
        Exchange polled = poll();
        assertThat(polled.getException()).isNull();
        return polled.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }

    private Throwable fails() {
        try {
            return poll().getException();
        } catch (Throwable e) {
            return e;
        }
    }

    private Exchange pollAfter(Duration time) {
        clock.advance(time);
        return poll();
    }

    private TreeMap<Duration, Long> cursors() {
        return new Cursors(store).of("default");
    }

    private Object column(String name) {
        return store.read(handle -> handle.createQuery("select " + name + " as x from account")
                .mapToMap()
                .one()
                .get("x"));
    }

    @Test
    void readsAndTellsAndMovesTheCursor() {
        tracer = answers(page(true, login("a"), "{}"), page(false, login("b"), login("a")));
        assertThat(poll().getException()).isNull();
        assertThat(told()).containsExactly("a", "b");
        assertThat(cursors()).containsEntry(Cursors.HEAD, BEGIN.toEpochMilli());
        assertThat(column("last_complete")).isEqualTo(BEGIN.toEpochMilli());
        assertThat(column("records_read")).isEqualTo(4);
        assertThat(column("paging")).isEqualTo("page,size");
        assertThat(requests).hasSize(2);
        assertThat(requests.get(1).get("page").asInt()).isEqualTo(1);
        assertThat(requests.get(1).get("toEventTime")).isEqualTo(requests.get(0).get("toEventTime"));
    }

    @Test
    void storesEveryBeginningBeforeTheFirstRequest() {
        long first = BEGIN.minus(Duration.ofMinutes(10)).toEpochMilli();
        List<Object> seen = new ArrayList<>();
        tracer = exchange -> {
            seen.add(cursors());
            seen.add(new RuleStarts(store).of("default"));
            throw new IllegalStateException("down");
        };
        poll();
        assertThat(seen)
                .containsExactly(
                        Map.of(Cursors.HEAD, first, QUARTER, first, Duration.ofHours(1), first),
                        Map.of("root-login", first, "root-access-key", first, "dying", first));
        pollAfter(Duration.ofDays(2));
        assertThat(new RuleStarts(store).of("default")).containsEntry("root-login", first);
    }

    @Test
    void signsEachRequestForItsMomentAndSendsNothingElse() {
        tracer = answers(page(true, login("a")), page(false, login("b")));
        poll();
        long now = BEGIN.toEpochMilli();
        String signature = Signature.of("POST", "/api/v1/activities", now, ACCESS_KEY, SECRET_KEY);
        assertThat(headers)
                .hasSize(2)
                .allSatisfy(sent -> assertThat(sent)
                        .containsEntry("x-ncp-apigw-timestamp", Long.toString(now))
                        .containsEntry("x-ncp-apigw-signature-v2", signature)
                        .containsEntry("x-ncp-iam-access-key", "EXAMPLEACCESSKEY0000")
                        .containsEntry("Accept", "application/json")
                        .hasSize(7)); // with address, method and content type
    }

    @Test
    void doesNothingWhenNothingIsDue() {
        poll();
        poll();
        pollAfter(Duration.ofSeconds(59));
        assertThat(requests).hasSize(1);
        pollAfter(Duration.ofSeconds(1));
        assertThat(requests).hasSize(2);
    }

    @Test
    void aStoreThatFailsLeavesTheCursorAndTheNextPollTellsItOnce() {
        poll();
        TreeMap<Duration, Long> before = cursors();
        store.write(handle -> handle.execute(
                "create trigger full before insert on alert begin select raise(abort, 'disk full'); end"));
        clock.advance(MINUTE);
        String late = login("a");
        tracer = answers(page(true, late), page(false));
        assertThat(pollFails()).isInstanceOf(StoreException.class).hasMessageContaining("disk full");
        assertThat(cursors()).isEqualTo(before);
        assertThat(requests).as("the poll has ended").hasSize(2);
        assertThat(told()).isEmpty();
        store.write(handle -> handle.execute("drop trigger full"));
        tracer = answers(page(false, late));
        assertThat(pollAfter(MINUTE).getException()).isNull();
        pollAfter(MINUTE);
        assertThat(told()).containsExactly("a");
        assertThat(cursors().get(Cursors.HEAD)).isGreaterThan(before.get(Cursors.HEAD));
    }

    /** Somebody else's use notices it first, and the store is opened anew: the window's first page is not in this one. */
    @Test
    void aStoreReplacedBetweenTwoPagesMovesNoCursor() throws Exception {
        poll();
        Path file = folder.resolve(Store.FILE);
        Path backup = folder.resolve("backup");
        store.read(handle -> handle.execute("vacuum into '" + backup + "'"));
        TreeMap<Duration, Long> before = cursors();
        clock.advance(MINUTE);
        Processor pages = answers(page(true, login("a")), page(false, login("b")));
        tracer = exchange -> {
            pages.process(exchange);
            if (requests.size() == 3) {
                Files.move(backup, file, StandardCopyOption.REPLACE_EXISTING);
                assertThatThrownBy(this::cursors).isInstanceOf(StoreException.class);
            }
        };
        assertThat(pollFails()).isInstanceOf(StoreException.class).hasMessageContaining("opened anew");
        assertThat(cursors()).isEqualTo(before);
        assertThat(told()).containsExactly("b");
        tracer = answers(page(false, login("a"), login("b")));
        assertThat(pollAfter(MINUTE).getException()).isNull();
        assertThat(told()).containsExactly("a", "b");
    }

    @Test
    void aCursorThatCantBeSavedEndsThePollAndNothingIsToldTwice() {
        poll();
        TreeMap<Duration, Long> before = cursors();
        store.write(handle -> handle.execute(
                "create trigger full before update on cursor begin select raise(abort, 'disk full'); end"));
        clock.advance(MINUTE);
        tracer = answers(page(false, login("a")));
        assertThat(pollFails()).isInstanceOf(StoreException.class);
        assertThat(told()).containsExactly("a");
        assertThat(cursors()).isEqualTo(before);
        store.write(handle -> handle.execute("drop trigger full"));
        assertThat(pollAfter(MINUTE).getException()).isNull();
        assertThat(told()).containsExactly("a");
    }

    @Test
    void aRuleThatDiesOfAnErrorLeavesNothingRead() {
        poll();
        TreeMap<Duration, Long> before = cursors();
        for (Error error : List.of(new OutOfMemoryError("for the test"), new InternalError("for the test"))) {
            fatal = error;
            clock.advance(MINUTE);
            tracer = answers(page(false, login("a"), login("b")));
            assertThat(fails()).isNotNull();
            assertThat(cursors()).isEqualTo(before);
            assertThat(told()).isEmpty();
            assertThat(column("records_read")).isEqualTo(0);
        }
        fatal = null;
        assertThat(pollAfter(MINUTE).getException()).isNull();
        assertThat(told()).containsExactly("a", "b");
        assertThat(cursors().get(Cursors.HEAD)).isGreaterThan(before.get(Cursors.HEAD));
    }

    @Test
    void aStepThatDiesOfAnErrorWhileStoringLeavesTheCursor() {
        TreeMap<Duration, Long> before = begun();
        String late = login("a");
        tracer = exchange -> {
            answers(page(false, late)).process(exchange);
            fatalToNext = new LinkageError("for the test");
        };
        fails();
        assertThat(fatalToNext).as("somebody has died").isNull();
        assertThat(told()).isEmpty();
        assertThat(cursors()).isEqualTo(before);
        tracer = answers(page(false, late));
        pollAfter(MINUTE);
        assertThat(told()).containsExactly("a");
    }

    @Test
    void aRequestThatDiesOfAnErrorLeavesNothingRead() {
        poll();
        TreeMap<Duration, Long> before = cursors();
        tracer = exchange -> {
            throw new LinkageError("for the test");
        };
        clock.advance(MINUTE);
        assertThat(fails()).isNotNull();
        assertThat(cursors()).isEqualTo(before);
        tracer = answers(page(false, login("a")));
        assertThat(pollAfter(MINUTE).getException()).isNull();
        assertThat(told()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "",
                "{\"items\":[",
                "{\"hasMore\":false}",
                "{\"items\":[]}",
                "{\"items\":[],\"hasMore\":false} x",
                "{\"error\":{\"errorCode\":\"900\"}}"
            })
    void anAnswerThatIsNoPageLeavesTheCursor(String answer) {
        poll();
        TreeMap<Duration, Long> before = cursors();
        tracer = answers(answer);
        assertThat(pollAfter(MINUTE).getException()).isNull();
        assertThat(cursors()).isEqualTo(before);
        assertThat(requests).as("halved down to a second, if it helps").hasSizeBetween(2, 20);
        assertThat(new Holes(store).of("default")).as("an outage is no hole").isEmpty();
        assertThat(column("last_failure")).isNotNull();
        assertThat(column("not_before")).isEqualTo(0);
    }

    @Test
    void tellsWhatCameWithAPageThatFails() {
        TreeMap<Duration, Long> before = begun();
        tracer = answers("{\"items\":[" + login("a") + "],\"hasMore\":false,\"itemCount\":7}");
        poll();
        assertThat(told()).containsExactly("a");
        assertThat(cursors()).isEqualTo(before);
    }

    private TreeMap<Duration, Long> begun() {
        poll();
        clock.advance(MINUTE);
        return cursors();
    }

    @ParameterizedTest
    @CsvSource({"401, 120, 120", "403, 120, 120", "429, 120, 120", "503, 120, 120", "429, 3600, 3600", "429, 7200, 3600"
    })
    void keepsQuietAsLongAsTheTracerAsksButNoLongerThanAnHour(int status, String asked, int seconds) {
        TreeMap<Duration, Long> before = begun();
        tracer = refuses(status, Map.of("Retry-After", asked));
        poll();
        assertThat(cursors()).isEqualTo(before);
        assertThat(column("last_status")).isEqualTo(status);
        assertThat(new Accounts(store).notBefore("default", clock.millis()))
                .isEqualTo(clock.instant().plusSeconds(seconds).toEpochMilli());
        tracer = answers(page(false, login("a")));
        pollAfter(Duration.ofSeconds(seconds - 1));
        assertThat(requests).as("too early").hasSize(2);
        pollAfter(Duration.ofSeconds(1));
        assertThat(requests).hasSizeGreaterThan(2);
        assertThat(told()).containsExactly("a");
    }

    @Test
    void keepsQuietUntilADate() {
        begun();
        String until = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                clock.instant().plusSeconds(90).atZone(ZoneOffset.UTC));
        tracer = refuses(429, Map.of("retry-after", until));
        poll();
        assertThat(new Accounts(store).notBefore("default", clock.millis()))
                .isEqualTo(clock.instant().plusSeconds(90).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 429, 500, 503})
    void asksAgainAtTheNextPollWhereNobodyAsksForQuiet(int status) {
        begun();
        tracer = refuses(status, Map.of());
        poll();
        assertThat(requests).as("once").hasSize(2);
        pollAfter(MINUTE);
        assertThat(requests).hasSize(3);
    }

    @Test
    void remembersTheLastAnswerThroughRequestsThatGetNone() {
        begun();
        tracer = refuses(401, Map.of());
        poll();
        tracer = exchange -> {
            throw new java.net.ConnectException("refused");
        };
        pollAfter(MINUTE);
        assertThat(column("last_status")).isEqualTo(401);
        assertThat((String) column("last_failure")).contains("127.0.0.1:1 refuses the connection");
        tracer = answers(EMPTY);
        pollAfter(MINUTE);
        assertThat(column("last_status")).isEqualTo(200);
    }

    @Test
    void waitsLongerEachTimeThatTheQuotaIsUsedUpUntilAGoodPage() throws Exception {
        begun();
        Processor usedUp = exchange -> {
            throw new HttpOperationFailedException("u", 429, "no", null, Map.of(), "{\"error\":{\"errorCode\":400}}");
        };
        tracer = usedUp;
        assertThat(minutesAsked(50)).containsExactly(1, 2, 4, 8, 16, 31, 46);
        stop();
        start();
        tracer = usedUp;
        assertThat(minutesAsked(30)).as("a restart forgets no wait").containsExactly(11, 26);
        tracer = answers(EMPTY);
        assertThat(minutesAsked(12)).containsExactly(11, 12);
        tracer = usedUp;
        assertThat(minutesAsked(5)).containsExactly(1, 2, 4);
    }

    /** Polls each minute; in which minutes there was a request. */
    private List<Integer> minutesAsked(int minutes) {
        List<Integer> asked = new ArrayList<>();
        for (int minute = 1; minute <= minutes; minute++) {
            int before = requests.size();
            pollAfter(MINUTE);
            if (requests.size() > before) {
                asked.add(minute);
            }
        }
        return asked;
    }

    @Test
    void ignoresAQuietFurtherAheadThanAnHour() {
        begun();
        store.write(handle -> handle.execute(
                "update account set not_before = ?",
                clock.instant().plus(Duration.ofDays(3650)).toEpochMilli()));
        poll();
        assertThat(requests).hasSize(2);
        tracer = refuses(429, Map.of("Retry-After", "600"));
        pollAfter(MINUTE);
        assertThat(requests).hasSize(3);
        pollAfter(MINUTE);
        assertThat(requests).as("the new quiet is obeyed").hasSize(3);
        pollAfter(Duration.ofMinutes(9));
        assertThat(requests).hasSize(4);
    }

    @Test
    void a400SwitchesTheNamesAndWhatWorksIsKept() {
        tracer = exchange -> {
            boolean ours = requests.get(requests.size() - 1).has("pageIndex");
            (ours ? answers(EMPTY) : refuses(400, Map.of())).process(exchange);
        };
        assertThat(poll().getException()).isNull();
        assertThat(requests).hasSize(2);
        assertThat(cursors()).containsEntry(Cursors.HEAD, BEGIN.toEpochMilli());
        assertThat(new Accounts(store).paging("default")).isEqualTo(PagingNames.PAGE_INDEX.toString());
        pollAfter(MINUTE);
        assertThat(requests).hasSize(3);
    }

    @Test
    void a400UnderBothNamesEndsThePoll() {
        tracer = refuses(400, Map.of());
        poll();
        assertThat(requests).hasSize(2);
        assertThat(column("last_status")).isEqualTo(400);
        assertThat(column("paging")).isNull();
    }

    @Test
    void keepsWhatCannotBeReadOnceAndGoesOn() {
        tracer = answers(page(false, "{\"historyId\":\"x\"}", login("a")));
        poll();
        pollAfter(MINUTE);
        List<String> kept = store.read(handle -> handle.createQuery("select raw from unreadable")
                .mapTo(String.class)
                .list());
        assertThat(kept).containsExactly("{\"historyId\":\"x\"}");
        assertThat(told()).containsExactly("a");
    }

    @Test
    void leavesNoKeyOrSignatureInTheExchange() {
        tracer = refuses(503, Map.of());
        Exchange failed = poll();
        assertThat(failed.getMessage().getHeaders().keySet()).noneMatch(name -> name.startsWith("x-ncp"));
        assertThat(failed.getProperties().toString()).doesNotContain("EXAMPLEACCESSKEY0000");
    }
}
