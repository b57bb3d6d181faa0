package io.haetae.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolesTest {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    @TempDir
    Path folder;

    private Store store;
    private Cursors cursors;
    private Holes holes;

    @BeforeEach
    void open() {
        store = Store.open(folder);
        cursors = new Cursors(store);
        holes = new Holes(store);
        cursors.begin("a", 50, List.of(QUARTER), Map.of());
        cursors.begin("b", 50, List.of(QUARTER), Map.of());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void found(long start, long stop) {
        cursors.move("a", new Progress(Map.of(), 0, 0, new Hole(start, stop, "because " + start), null, null));
    }

    private void read(long from, long to) {
        cursors.move("a", new Progress(Map.of(), from, to, null, null, null));
    }

    @Test
    void thoseThatTouchAreOne() {
        found(100, 200);
        found(300, 400);
        assertThat(holes.of("a")).containsExactly(new Hole(100, 200, "because 100"), new Hole(300, 400, "because 300"));
        found(200, 300);
        assertThat(holes.of("a")).containsExactly(new Hole(100, 400, "because 100"));
        assertThat(holes.of("b")).isEmpty();
    }

    @Test
    void whatIsReadIsCutOutButForItsFirstMillisecond() {
        found(100, 400);
        read(200, 300);
        assertThat(holes.of("a"))
                .containsExactly(new Hole(100, 200, 100, "because 100"), new Hole(301, 400, 100, "because 100"));
        read(99, 250);
        assertThat(holes.of("a")).containsExactly(new Hole(301, 400, 100, "because 100"));
        read(300, 1_000);
        assertThat(holes.of("a")).isEmpty();
    }

    @Test
    void whatIsReadUpToAHoleLeavesItWhole() {
        found(100, 400);
        read(50, 100);
        assertThat(holes.of("a")).containsExactly(new Hole(100, 400, "because 100"));
    }

    @Test
    void piecesOfOneStayOneWhenAnotherJoinsThem() {
        found(100, 400);
        read(200, 300);
        found(400, 500);
        assertThat(holes.of("a")).extracting(Hole::stretch).containsExactly(100L, 100L);
        found(60, 99);
        found(99, 100);
        assertThat(holes.of("a")).extracting(Hole::stretch).containsExactly(60L, 60L);
    }

    @Test
    void whatEverySweepHasPassedIsLostAndWhatLiesBeforeTheBeginningIsNone() {
        found(20, 49);
        assertThat(holes.of("a")).isEmpty();
        found(100, 200);
        cursors.move("a", new Progress(Map.of(QUARTER, 199L), 0, 0, null, null, null));
        assertThat(holes.of("a")).noneMatch(Hole::givenUp);
        cursors.move("a", new Progress(Map.of(QUARTER, 200L), 0, 0, null, null, null));
        assertThat(holes.of("a")).containsExactly(new Hole(100, 200, 100, Hole.LOST));
        found(150, 260); // it is told of itself, and what is given up stays that
        assertThat(holes.of("a"))
                .containsExactly(new Hole(100, 200, 100, Hole.LOST), new Hole(201, 260, 201, "because 150"));
        cursors.forget("a", 900);
        assertThat(holes.of("a")).extracting(Hole::reason).contains(Hole.GONE);
    }

    /** Found by a sweep of an older age that was configured later: what lay before the lost one was forgotten. */
    @Test
    void aHoleAboutOneThatIsGivenUpKeepsItsBeginningAndItsEnd() {
        found(100, 200);
        cursors.move("a", new Progress(Map.of(QUARTER, 200L), 0, 0, null, null, null));
        found(60, 260);
        assertThat(holes.of("a"))
                .containsExactly(
                        new Hole(60, 99, 60, Hole.LOST), // every sweep has passed it, too
                        new Hole(100, 200, 100, Hole.LOST),
                        new Hole(201, 260, 201, "because 60"));
    }
}
