package io.haetae.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.haetae.store.Severity;
import io.haetae.store.Store;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.util.Map;
import org.apache.camel.builder.AdviceWith;
import org.junit.jupiter.api.Test;

/** The store breaks between Slack's ok and the mark: the mark is tried again until it holds, the post never. */
class StoreFaultsDeliveryTest extends DeliveryFixture {

    private interface Deed {
        void run() throws IOException;
    }

    private Path file() {
        return folder.resolve(Store.FILE);
    }

    private Path backup(String name) {
        Path copy = folder.resolve(name);
        store.read(handle -> handle.execute("vacuum into '" + copy + "'"));
        return copy;
    }

    private void afterThePost(Deed deed) throws Exception {
        boolean[] done = {false};
        AdviceWith.adviceWith(
                camel,
                DeliverRoute.POST,
                advice -> advice.weaveById("haetae-slack").after().process(exchange -> {
                    if (!done[0]) {
                        done[0] = true;
                        deed.run();
                    }
                }));
    }

    private void breaksAndIsMended(Deed breaks, Deed mends) throws Exception {
        afterThePost(breaks);
        ticks(5);
        assertThat(slack.payloads).hasSize(1);
        mends.run();
        ticks(3);
        assertThat(counts()).containsEntry("sent", 1L).containsEntry("sending", 0L);
        add(alert("b", Severity.HIGH, "line", Map.of()));
        ticks(3);
        assertThat(slack.payloads).hasSize(2);
        assertThat(counts()).containsEntry("sent", 2L);
    }

    @Test
    void aTickWithNothingToDoNeedsNoLockOfAnother() throws Exception {
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Store.FILE));
                var statement = other.createStatement()) {
            statement.execute("begin immediate");
            assertThat(deliver().getException()).isNull();
        }
        add(alert("a", Severity.HIGH, "line", Map.of()));
        tick();
        assertThat(counts()).containsEntry("sent", 1L);
    }

    @Test
    void movedAwayAndBack() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        Path away = folder.resolve("away");
        breaksAndIsMended(() -> Files.move(file(), away), () -> Files.move(away, file()));
    }

    @Test
    void deletedAndABackupPutInItsPlaceInWhichTheAlertWaits() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        Path backup = backup("backup");
        breaksAndIsMended(() -> Files.delete(file()), () -> Files.move(backup, file()));
    }

    @Test
    void replacedByABackupWithoutTheAlertWhichIsThenReadAgain() throws Exception {
        Path backup = backup("backup");
        var alert = alert("a", Severity.HIGH, "line", Map.of());
        add(alert);
        breaksAndIsMended(() -> Files.move(backup, file(), StandardCopyOption.REPLACE_EXISTING), () -> add(alert));
    }

    @Test
    void itsJournalDeleted() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        breaksAndIsMended(() -> Files.delete(folder.resolve("haetae.db-wal")), () -> {});
    }

    /** The truncated file's journal stayed when it was closed, and was laid over the backup, whose pages are others. */
    @Test
    void truncatedAndABackupPutInItsPlace() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        store.write(tx -> tx.execute(
                "insert into unreadable (account, hash, seen, reason, raw) values ('default', 'h', 1, 'r', ?)",
                "x".repeat(50_000))); // a backup has it elsewhere
        Path backup = backup("backup");
        store.read(handle -> handle.createQuery("pragma wal_checkpoint(truncate)")
                .mapTo(int.class)
                .one());
        breaksAndIsMended(
                () -> {
                    try (FileChannel channel = FileChannel.open(file(), StandardOpenOption.WRITE)) {
                        channel.truncate(4000);
                    }
                },
                () -> Files.move(backup, file(), StandardCopyOption.REPLACE_EXISTING));
    }

    @Test
    void aBrokenStoreIsOneLineInTheLog() throws Exception {
        add(alert("a", Severity.HIGH, "line", Map.of()));
        Files.delete(file());
        ticks(20);
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .startsWith("nothing is read or sent: ")
                .contains("is gone");
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                .allMatch(event -> event.getThrowableProxy() == null);
    }
}
