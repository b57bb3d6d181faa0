package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.haetae.config.Text;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {

    private static final long NOW = 1_717_200_000_000L;
    private static final Duration DAY = Duration.ofDays(1);
    private static final List<String> KINDS =
            Outbox.KINDS.stream().map(kind -> Outbox.kind("default", kind)).toList();

    @TempDir
    Path folder;

    private final Outbox outbox = new Outbox();
    private Store store;
    private AlertQueries alerts;

    @BeforeEach
    void open() {
        store = Store.open(folder);
        alerts = new AlertQueries(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void storesAnAlertOnceHoweverOftenItIsAdded() {
        assertThat(add(alert("a", Severity.HIGH, 5), alert("b", Severity.HIGH, 5)))
                .isEqualTo(2);
        assertThat(add(alert("a", Severity.HIGH, 5), alert("c", Severity.HIGH, 5)))
                .isEqualTo(1);
        assertThat(add()).isZero();
        assertThat(alerts.counts()).isEqualTo(Map.of("waiting", 3L, "sending", 0L, "sent", 0L, "dead", 0L));
    }

    /** Two accounts go blind at the same moment: each has its own line of it. */
    @Test
    void theSameOfAnotherAccountIsAnotherAlert() {
        for (String account : List.of("default", "other")) {
            Alert blind =
                    new Alert(account, "haetae-blind", "blind:" + NOW, 0, Severity.CRITICAL, "blind", NOW, Map.of());
            assertThat(add(blind)).as(account).isEqualTo(1);
            assertThat(add(blind)).as(account).isZero();
        }
        assertThat(alerts.list(null))
                .extracting(stored -> stored.alert().account())
                .containsOnly("default", "other");
    }

    @Test
    void givesBackWhatWasStored() {
        Alert alert = new Alert(
                "default", "r", "h1", 2, Severity.MEDIUM, "한글 <&>\n2", 42, Map.of("who", "admin", "from", "KR \"x\""));
        add(alert);
        StoredAlert stored = alerts.list(null).get(0);
        assertThat(stored.alert()).isEqualTo(alert);
        assertThat(stored).isEqualTo(alerts.show(stored.id()).orElseThrow());
        assertThat(stored.state()).isEqualTo("waiting");
        assertThat(stored.created()).isEqualTo(NOW);
        assertThat(stored.batch()).isEqualTo(20);
        assertThat(stored.firstFailed()).isNull();
        assertThat(alerts.show(999)).isEmpty();
    }

    @Test
    void isGoneWithTheTransactionThatFails() {
        assertThatThrownBy(() -> store.write(tx -> {
                    outbox.add(tx, List.of(alert("a", Severity.HIGH, 5)), NOW);
                    throw new StoreException(Text.asItIs("disk full"));
                }))
                .isInstanceOf(StoreException.class);
        assertThat(alerts.list(null)).isEmpty();
    }

    @Test
    void claimsTheWorstFirstThenTheOldestOfTheGivenAccounts() {
        add(
                alert("low", Severity.LOW, 1),
                alert("young", Severity.CRITICAL, 9),
                alert("old", Severity.CRITICAL, 3),
                new Alert("other", "r", "x", 0, Severity.CRITICAL, "x", 1, Map.of()));
        assertThat(records(claim(20))).containsExactly("old", "young", "low");
        assertThat(claim(20)).isEmpty();
        assertThat(alerts.counts()).containsEntry("sending", 3L).containsEntry("waiting", 1L);
    }

    @Test
    void claimsAtMostTwentyAndOneForAProbe() {
        for (int i = 0; i < 45; i++) {
            add(alert("r" + i, Severity.HIGH, i));
        }
        assertThat(claim(20)).hasSize(20);
        assertThat(claim(1)).hasSize(1);
        assertThat(claim(20)).hasSize(20);
        assertThat(claim(20)).hasSize(4);
    }

    @Test
    void stopsBeforeAnAlertThatWouldMakeThePayloadTooLargeForIt() {
        assertThat(Outbox.fitting(sizes(20, 20, 5, 20, 20, 20))).hasSize(5);
        assertThat(Outbox.fitting(sizes(20, 20, 20, 20, 20, 2))).hasSize(5);
        assertThat(Outbox.fitting(sizes(1, 20))).hasSize(1);
        assertThat(Outbox.fitting(sizes(20, 1))).hasSize(1);
        assertThat(Outbox.fitting(sizes(0))).hasSize(1);
        assertThat(Outbox.fitting(List.of())).isEmpty();
    }

    @Test
    void marksOnlyWhatIsSendingAndOnlyOnce() {
        add(alert("a", Severity.HIGH, 1));
        List<Long> ids = ids(claim(20));
        assertThat(sent(ids)).isEqualTo(1);
        assertThat(sent(ids)).isZero();
        assertThat(failed(ids, NOW)).isZero();
        assertThat(alerts.list("sent").get(0).settled()).isEqualTo(NOW);
    }

    @Test
    void countsGiveUpFromTheFirstFailureAndJudgesItAfterAFailureOnly() {
        add(alert("a", Severity.HIGH, 1));
        failed(ids(claim(20)), NOW);
        StoredAlert once = alerts.list("waiting").get(0);
        assertThat(once.attempts()).isEqualTo(1);
        assertThat(once.firstFailed()).isEqualTo(NOW);
        assertThat(once.reason()).isEqualTo("500 oops");

        long almost = NOW + DAY.toMillis() - 1;
        failed(ids(claim(20)), almost);
        assertThat(alerts.counts()).containsEntry("waiting", 1L);
        failed(ids(claim(20)), almost + 1);
        StoredAlert dead = alerts.list("dead").get(0);
        assertThat(dead.attempts()).isEqualTo(3);
        assertThat(dead.settled()).isEqualTo(almost + 1);
    }

    @Test
    void timeInWhichNobodyTriedDoesNotCountUntilGiveUp() {
        add(alert("a", Severity.HIGH, 1));
        add(alert("b", Severity.HIGH, 2));
        failed(ids(claim(1)), NOW);
        store.write(tx -> outbox.untried(tx, KINDS, DAY.toMillis(), NOW + DAY.toMillis()));
        failed(ids(claim(1)), NOW + DAY.toMillis() + 1);
        assertThat(alerts.counts()).containsEntry("waiting", 2L);
        failed(ids(claim(1)), NOW + 2 * DAY.toMillis());
        assertThat(alerts.list("dead").get(0).attempts()).isEqualTo(3);
        assertThat(alerts.list("waiting").get(0).firstFailed()).isNull();
    }

    @Test
    void noTimeThatPassedMovesAFirstFailureIntoTheFuture() {
        add(alert("a", Severity.HIGH, 1));
        failed(ids(claim(1)), NOW);
        store.write(tx -> outbox.untried(tx, KINDS, NOW + 5, NOW + 5));
        assertThat(alerts.list("waiting").get(0).firstFailed()).isEqualTo(NOW + 5);
    }

    @Test
    void aClockSetBackDoesNotPutGiveUpOff() {
        add(alert("a", Severity.HIGH, 1));
        failed(ids(claim(1)), NOW);
        failed(ids(claim(1)), NOW - DAY.toMillis());
        failed(ids(claim(1)), NOW);
        assertThat(alerts.counts()).containsEntry("dead", 1L);
    }

    @Test
    void aRequestForQuietIsNoAttempt() {
        add(alert("a", Severity.HIGH, 1));
        List<Long> ids = ids(claim(20));
        store.write(tx -> outbox.waitAgain(tx, ids));
        assertThat(alerts.list("waiting").get(0).attempts()).isZero();
        assertThat(alerts.list("waiting").get(0).firstFailed()).isNull();
    }

    @Test
    void refusedPayloadsGetSmallerUntilTheCulpritIsAlone() {
        for (int i = 0; i < 20; i++) {
            add(alert(i == 13 ? "culprit" : "r" + i, Severity.HIGH, i));
        }
        int payloads = 0;
        for (List<StoredAlert> claim = claim(20); !claim.isEmpty(); claim = claim(20)) {
            List<StoredAlert> now = claim;
            boolean refused = records(now).contains("culprit");
            store.write(tx -> {
                int marked = refused ? outbox.smaller(tx, ids(now), NOW, "400 no") : outbox.sent(tx, ids(now), NOW);
                assertThat(marked).isEqualTo(now.size());
            });
            assertThat(++payloads).isLessThan(40);
        }
        assertThat(alerts.counts()).isEqualTo(Map.of("waiting", 0L, "sending", 0L, "sent", 19L, "dead", 1L));
        assertThat(alerts.list("dead").get(0).alert().record()).isEqualTo("culprit");
        assertThat(alerts.list("dead").get(0).attempts()).isZero();
    }

    @Test
    void whatWasSendingWaitsAgainAfterAStart() {
        add(alert("a", Severity.HIGH, 1));
        claim(20);
        store.close();
        store = Store.open(folder);
        assertThat(store.<Integer>transaction(tx -> outbox.recover(tx, "other", List.of())))
                .isZero();
        assertThat(store.<Integer>transaction(tx -> outbox.recover(tx, "default", List.of())))
                .isEqualTo(1);
        assertThat(claim(20)).hasSize(1);
    }

    @Test
    void tellsBeforehandWhetherThereIsAnythingToClaimOrToRecover() {
        add(alert("a", Severity.HIGH, 1));
        assertThat(waiting(List.of("default/critical", "other/high"))).isEmpty();
        assertThat(waiting(List.of("default/critical", "default/high"))).containsExactly("default/high");
        assertThat(leftBehind("default", List.of())).isFalse();

        List<Long> ids = ids(claim(20));
        assertThat(waiting(KINDS)).isEmpty();
        assertThat(leftBehind("default", List.of())).isTrue();
        assertThat(leftBehind(null, List.of())).isTrue();
        assertThat(leftBehind("other", List.of())).isFalse();
        assertThat(leftBehind("default", ids)).as("somebody is sending it").isFalse();
    }

    private List<String> waiting(List<String> kinds) {
        return store.read(handle -> outbox.waiting(handle, kinds));
    }

    private boolean leftBehind(String account, List<Long> underWay) {
        return store.read(handle -> outbox.isLeftBehind(handle, account, underWay));
    }

    @Test
    void replaysDeadLettersAfreshAndLeavesOthersAlone() {
        add(alert("a", Severity.HIGH, 1), alert("b", Severity.HIGH, 2));
        List<Long> ids = ids(claim(20));
        store.write(tx -> {
            outbox.smaller(tx, ids, NOW, "400 no");
        });
        List<Long> alone = ids(claim(20));
        store.write(tx -> outbox.smaller(tx, alone, NOW, "400 no"));
        assertThat(alerts.counts()).containsEntry("dead", 1L).containsEntry("waiting", 1L);

        assertThat(alerts.replay(ids)).hasSize(1);
        assertThat(alerts.replay(List.of())).isEmpty();
        StoredAlert again = alerts.show(alone.get(0)).orElseThrow();
        assertThat(again.state()).isEqualTo("waiting");
        assertThat(again.batch()).isEqualTo(20);
        assertThat(again.reason()).isNull();
        assertThat(again.settled()).isNull();
        assertThat(alerts.replayAll()).isZero();
    }

    @Test
    void aClaimWalksNothingThatWaitsForAnotherChannel() {
        List<String> plan = store.read(handle -> handle.createQuery("explain query plan " + Outbox.WAITING)
                .define("kind", Outbox.KIND)
                .bind("kinds", AlertRow.json(KINDS))
                .bind("most", 20)
                .map((row, context) -> row.getString("detail"))
                .list());
        assertThat(plan)
                .contains("SEARCH alert USING INTEGER PRIMARY KEY (rowid=?)")
                .contains("SEARCH alert USING COVERING INDEX alert_kind (<expr>=? AND state=?)")
                .noneMatch(step -> step.startsWith("SCAN alert"));
    }

    @Test
    void whetherAnythingWaitsIsFoundByTheSameIndex() {
        List<String> plan = store.read(handle -> handle.createQuery("explain query plan " + Outbox.WAITS)
                .define("kind", Outbox.KIND)
                .bind("kinds", AlertRow.json(KINDS))
                .map((row, context) -> row.getString("detail"))
                .list());
        assertThat(plan)
                .contains("SEARCH alert EXISTS USING COVERING INDEX alert_kind (<expr>=? AND state=?)")
                .noneMatch(step -> step.startsWith("SCAN alert"));
    }

    @Test
    void whatIsForgivenIsFoundByTheSameIndex() {
        List<String> plan = store.read(handle -> handle.createQuery("explain query plan " + Outbox.UNTRIED)
                .define("kind", Outbox.KIND)
                .bindList("kinds", KINDS)
                .bind("time", 1)
                .bind("now", NOW)
                .map((row, context) -> row.getString("detail"))
                .list());
        assertThat(plan).contains("SEARCH alert USING INDEX alert_kind (<expr>=? AND state=?)");
    }

    private int add(Alert... some) {
        return store.transaction(tx -> outbox.add(tx, List.of(some), NOW));
    }

    private List<StoredAlert> claim(int most) {
        return store.transaction(tx -> outbox.claim(tx, KINDS, most));
    }

    private int sent(List<Long> ids) {
        return store.transaction(tx -> outbox.sent(tx, ids, NOW));
    }

    private int failed(List<Long> ids, long now) {
        return store.transaction(tx -> outbox.failed(tx, ids, now, DAY, "500 oops"));
    }

    private static List<Long> ids(List<StoredAlert> claimed) {
        return claimed.stream().map(StoredAlert::id).toList();
    }

    private static List<String> records(List<StoredAlert> claimed) {
        return claimed.stream().map(stored -> stored.alert().record()).toList();
    }

    private static Alert alert(String record, Severity severity, long eventTime) {
        return new Alert("default", "rule", record, 0, severity, "text of " + record, eventTime, Map.of());
    }

    private static List<StoredAlert> sizes(int... batches) {
        List<StoredAlert> some = new ArrayList<>();
        for (int batch : batches) {
            some.add(new StoredAlert(
                    some.size(), alert("r", Severity.HIGH, 1), "waiting", 0, 0, null, batch, null, null));
        }
        return some;
    }
}
