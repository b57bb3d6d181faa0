package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CursorsTest extends CursorsFixture {

    private boolean begin(long since, Duration... ages) {
        return cursors.begin("a", since, List.of(ages), Map.of("r", "1"));
    }

    @Test
    void areStoredWithTheRulesStartsAtTheFirstStart() {
        assertThat(cursors.of("a")).isEmpty();
        assertThat(begin(SINCE, QUARTER, HOUR)).isTrue();
        assertThat(cursors.of("a")).isEqualTo(Map.of(Cursors.HEAD, SINCE, QUARTER, SINCE, HOUR, SINCE));
        assertThat(starts.of("a")).isEqualTo(Map.of("r", SINCE));
        assertThat(cursors.of("b")).isEmpty();
    }

    @Test
    void areStoredTogetherOrNotAtAll() {
        store.write(handle -> handle.execute(
                "create trigger t before insert on rule_start begin select raise(abort, 'disk full'); end"));
        assertThatThrownBy(() -> begin(SINCE, QUARTER)).isInstanceOf(StoreException.class);
        assertThat(cursors.of("a")).isEmpty();
        store.write(handle -> handle.execute("drop trigger t"));
        assertThat(begin(SINCE, QUARTER)).isTrue();
    }

    @Test
    void ignoreALaterBeginning() {
        begin(SINCE, QUARTER);
        assertThat(begin(SINCE + 5, QUARTER)).isFalse();
        assertThat(begin(SINCE - 5, QUARTER)).isFalse();
        assertThat(cursors.of("a")).isEqualTo(Map.of(Cursors.HEAD, SINCE, QUARTER, SINCE));
        assertThat(starts.of("a")).isEqualTo(Map.of("r", SINCE));
    }

    @Test
    void outliveTheProcess() {
        begin(SINCE, QUARTER);
        cursors.move("a", new Progress(Map.of(QUARTER, SINCE + 7), 0, 0, null, null, null));
        store.close();
        open();
        assertThat(cursors.of("a")).isEqualTo(Map.of(Cursors.HEAD, SINCE, QUARTER, SINCE + 7));
    }

    @Test
    void neverMoveBack() {
        begin(SINCE, QUARTER, HOUR);
        cursors.move("a", new Progress(Map.of(Cursors.HEAD, SINCE + 9, QUARTER, SINCE - 1), 0, 0, null, null, null));
        assertThat(cursors.of("a")).isEqualTo(Map.of(Cursors.HEAD, SINCE + 9, QUARTER, SINCE, HOUR, SINCE));
        cursors.move("a", new Progress(Map.of(Cursors.HEAD, SINCE + 8), 0, 0, null, null, null));
        assertThat(cursors.of("a")).containsEntry(Cursors.HEAD, SINCE + 9);
    }

    @Test
    void moveInOneAccountOnly() {
        begin(SINCE, QUARTER);
        cursors.begin("b", SINCE, List.of(QUARTER), Map.of());
        cursors.move("a", new Progress(Map.of(QUARTER, SINCE + 9), 0, 0, null, null, null));
        assertThat(cursors.of("b")).containsEntry(QUARTER, SINCE);
    }

    @Test
    void haveNoHoleBeforeTheBeginning() {
        begin(SINCE, QUARTER);
        Holes holes = new Holes(store);
        read(SINCE - 500, new Hole(SINCE - 1_000, SINCE - 500, "413"));
        assertThat(holes.of("a")).isEmpty();
        read(SINCE + 500, new Hole(SINCE - 500, SINCE + 500, "413"));
        assertThat(holes.of("a")).containsExactly(new Hole(SINCE, SINCE + 500, "413"));
    }

    /** The head has read a window after a hole. */
    private void read(long from, Hole hole) {
        cursors.move("a", new Progress(Map.of(Cursors.HEAD, from + 100), from, from + 100, hole, null, null));
    }

    @Test
    void rememberPagingAndTheLastCompletePoll() {
        begin(SINCE, QUARTER);
        Accounts accounts = new Accounts(store);
        assertThat(accounts.paging("a")).isNull();
        cursors.move("a", new Progress(Map.of(), 0, 0, null, "pageIndex,pageSize", NOW));
        cursors.move("a", new Progress(Map.of(), 0, 0, null, null, null));
        assertThat(accounts.paging("a")).isEqualTo("pageIndex,pageSize");
        long complete = store.read(handle -> handle.createQuery("select last_complete from account")
                .mapTo(Long.class)
                .one());
        assertThat(complete).isEqualTo(NOW);
    }

    @Test
    void forgetWithACompletePollWhatWentWrongBefore() {
        begin(SINCE, QUARTER);
        new Accounts(store).failed("a", "SERVER", 503, "busy", 0, NOW);
        store.write(tx -> Vitals.begun(tx, "a", NOW));
        cursors.move("a", new Progress(Map.of(), 0, 0, null, null, null));
        assertThat(vitals()).extracting(Vitals::begun, Vitals::lastFamily).containsExactly(NOW, "SERVER");
        cursors.move("a", new Progress(Map.of(), 0, 0, null, null, NOW));
        assertThat(vitals()).extracting(Vitals::begun, Vitals::lastFamily).containsExactly(null, null);
    }

    private Vitals vitals() {
        return store.read(handle -> Vitals.of(handle, "a")).orElseThrow();
    }

    @Test
    void beginANewAgeWhereNothingIsLeftOut() {
        begin(SINCE, QUARTER);
        long head = SINCE + 20 * HOUR.toMillis();
        cursors.move(
                "a", new Progress(Map.of(Cursors.HEAD, head, QUARTER, head - HOUR.toMillis()), 0, 0, null, null, null));
        begin(SINCE, QUARTER, HOUR, DAY);
        assertThat(cursors.of("a"))
                .isEqualTo(Map.of(
                        Cursors.HEAD, head, QUARTER, head - HOUR.toMillis(), HOUR, head - HOUR.toMillis(), DAY, SINCE));
    }

    @Test
    void beginANewAgeNoLaterThanTheYoungestSweepThatIsBehind() {
        begin(SINCE, QUARTER);
        cursors.move("a", new Progress(Map.of(Cursors.HEAD, NOW, QUARTER, SINCE + 5), 0, 0, null, null, null));
        begin(SINCE, QUARTER, HOUR);
        assertThat(cursors.of("a")).containsEntry(HOUR, SINCE + 5);
    }

    @Test
    void leaveNothingOfAnAgeThatIsGone() {
        begin(SINCE, QUARTER, HOUR);
        begin(SINCE, HOUR);
        assertThat(cursors.of("a")).containsOnlyKeys(Cursors.HEAD, HOUR);
        begin(SINCE, QUARTER, HOUR);
        assertThat(cursors.of("a")).containsOnlyKeys(Cursors.HEAD, QUARTER, HOUR);
    }

    /** A machine that came up a day ahead was deaf for a day. */
    @Test
    void aFirstStartInTheFutureBeginsAnewAsLongAsNothingWasRead() {
        long ahead = SINCE + DAY.toMillis();
        begin(ahead, QUARTER);
        cursors.notAhead("a", SINCE, SINCE - 9);
        assertThat(cursors.of("a")).isEqualTo(Map.of(Cursors.HEAD, SINCE - 9, QUARTER, SINCE - 9));
        assertThat(new RuleStarts(store).of("a")).isEqualTo(Map.of("r", SINCE - 9));
        cursors.move("a", new Progress(Map.of(Cursors.HEAD, SINCE), 0, 0, null, null, SINCE));
        cursors.notAhead("a", SINCE - 100, SINCE - 109);
        assertThat(cursors.of("a")).containsEntry(Cursors.HEAD, SINCE);
    }
}
