package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RuleStartsTest extends CursorsFixture {

    private static final long MINUTE = 60_000;

    @BeforeEach
    void firstStart() {
        begin(Map.of("old", "1"));
    }

    private void begin(Map<String, String> rules) {
        cursors.begin("a", SINCE, List.of(QUARTER, HOUR), rules);
    }

    private void stand(long head, long youngest) {
        stand(head, youngest, 0);
    }

    /** @param from where the head's window began: behind its cursor, or it has left something out */
    private void stand(long head, long youngest, long from) {
        cursors.move("a", new Progress(Map.of(Cursors.HEAD, head, QUARTER, youngest), from, head, null, null, null));
    }

    @Test
    void aNewRuleSpeaksFromTheHeadOn() {
        stand(NOW - MINUTE, NOW - 29 * MINUTE);
        begin(Map.of("old", "1", "new", "1"));
        assertThat(starts.of("a")).isEqualTo(Map.of("old", SINCE, "new", NOW - MINUTE));
    }

    @Test
    void aNewRuleSpeaksFromTheYoungestSweepOnWhileThatIsBehind() {
        stand(NOW - MINUTE, NOW - 600 * MINUTE, NOW - 20 * MINUTE);
        begin(Map.of("old", "1", "new", "1"));
        assertThat(starts.of("a")).isEqualTo(Map.of("old", SINCE, "new", NOW - 600 * MINUTE));
    }

    /** Once it was told by how late the sweep was: half of what the head had left out was then lost to a new rule. */
    @Test
    void aSweepThatIsOnItsWayThroughWhatTheHeadLeftOutIsStillBehind() {
        stand(NOW - MINUTE, NOW - 600 * MINUTE, NOW - 20 * MINUTE);
        stand(NOW, NOW - 21 * MINUTE);
        begin(Map.of("old", "1", "new", "1"));
        assertThat(starts.of("a")).containsEntry("new", NOW - 21 * MINUTE);
        stand(NOW, NOW - 19 * MINUTE);
        begin(Map.of("old", "1", "new", "1", "newest", "1"));
        assertThat(starts.of("a")).containsEntry("newest", NOW);
    }

    @Test
    void aNewRuleSpeaksFromTheHeadThatIsFurtherBehindThanTheSweep() {
        stand(NOW - 800 * MINUTE, NOW - 600 * MINUTE);
        begin(Map.of("old", "1", "new", "1"));
        assertThat(starts.of("a")).containsEntry("new", NOW - 800 * MINUTE);
    }

    @Test
    void aChangedRuleStartsAnew() {
        stand(NOW - MINUTE, NOW - 20 * MINUTE);
        begin(Map.of("old", "2"));
        assertThat(starts.of("a")).isEqualTo(Map.of("old", NOW - MINUTE));
        stand(NOW, NOW - 15 * MINUTE);
        begin(Map.of("old", "2"));
        assertThat(starts.of("a")).as("it is no new change").isEqualTo(Map.of("old", NOW - MINUTE));
    }

    @Test
    void aChangedRuleNeverStartsEarlier() {
        stand(NOW - 10 * MINUTE, NOW - 20 * MINUTE);
        begin(Map.of("old", "2"));
        assertThat(starts.of("a")).isEqualTo(Map.of("old", NOW - 10 * MINUTE));
        stand(NOW, NOW - 20 * MINUTE, NOW - 5 * MINUTE); // now the sweep is behind: a new rule begins there
        begin(Map.of("old", "3", "new", "1"));
        assertThat(starts.of("a")).isEqualTo(Map.of("old", NOW - 10 * MINUTE, "new", NOW - 20 * MINUTE));
    }

    @Test
    void aRuleThatIsGoneIsForgotten() {
        begin(Map.of());
        assertThat(starts.of("a")).isEmpty();
        stand(NOW - MINUTE, NOW - 20 * MINUTE);
        begin(Map.of("old", "1"));
        assertThat(starts.of("a")).isEqualTo(Map.of("old", NOW - MINUTE));
    }

    @Test
    void eachAccountHasItsOwn() {
        cursors.begin("b", SINCE + 5, List.of(QUARTER), Map.of("old", "1"));
        begin(Map.of());
        assertThat(starts.of("b")).isEqualTo(Map.of("old", SINCE + 5));
    }
}
