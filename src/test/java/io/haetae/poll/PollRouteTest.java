package io.haetae.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PollRouteTest extends ScriptedPoll {

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
