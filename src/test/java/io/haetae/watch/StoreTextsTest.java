package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.haetae.config.Settings;
import io.haetae.config.WatchSettings;
import io.haetae.store.Fault;
import io.haetae.store.Store;
import io.haetae.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTextsTest {

    @TempDir
    Path folder;

    private static StoreTexts texts(Locale language) {
        return new StoreTexts(new Settings(
                List.of(),
                "0 * * * * ?",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                List.of(Duration.ofMinutes(15)),
                Duration.ofHours(24),
                Path.of("/var/lib/haetae"),
                Path.of("routes"),
                ZoneId.of("Asia/Seoul"),
                new WatchSettings(Duration.ofMinutes(5), Duration.ofHours(24), language)));
    }

    @Test
    void theManualShowsTheRealLines() throws IOException {
        StoreException gone;
        try (Store store = Store.open(folder)) {
            Files.delete(folder.resolve(Store.FILE));
            gone = catchThrowableOfType(StoreException.class, store::probe);
        }
        long since = Instant.parse("2026-11-25T14:07:00Z").toEpochMilli();
        List<String> manual = Files.readAllLines(Path.of("docs/operations.md"));
        for (Locale language : List.of(Locale.KOREAN, Locale.ENGLISH)) {
            StoreTexts texts = texts(language);
            assertThat(manual)
                    .contains(
                            texts.begin(List.of("default"), gone, since),
                            texts.end(List.of("default"), since, since + 90_000),
                            texts.start(List.of("default"), gone, since),
                            texts.fresh(
                                    "default",
                                    Optional.of(Path.of("/var/lib/haetae/haetae.db.set-aside-20261125-230900")),
                                    since + 120_000,
                                    since - 480_000),
                            texts.fresh("default", Optional.empty(), since + 120_000, since - 480_000));
        }
    }

    @Test
    void everyFaultHasItsCauseAndWhatToDoInBothLanguages() {
        for (Locale language : List.of(Locale.KOREAN, Locale.ENGLISH)) {
            ResourceBundle bundle = ResourceBundle.getBundle("io.haetae.watch.store", language);
            assertThat(bundle.getLocale()).isEqualTo(language);
            for (Fault fault : Fault.values()) {
                assertThat(bundle.getString("cause." + fault)).contains("{0}");
                assertThat(bundle.getString("todo." + fault)).isNotBlank();
            }
        }
    }
}
