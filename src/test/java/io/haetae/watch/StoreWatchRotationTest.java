package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.Settings;
import io.haetae.config.SettingsReader;
import io.haetae.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhook is replaced while the store is broken: the new channel is told, the old one's answers count no more. */
class StoreWatchRotationTest {

    @TempDir
    Path folder;

    @Test
    void theNewChannelIsTold() throws Exception {
        Path webhook = Files.createFile(
                folder.resolve("webhook"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(webhook, "https://hooks.slack.com/services/a");
        Map<String, String> environment = Map.of(
                "NCLOUD_ACCESS_KEY", "A".repeat(20), "NCLOUD_SECRET_KEY", "s", "WEBHOOK_URL_FILE", webhook.toString());
        Settings settings = new SettingsReader(
                        environment, folder, folder, Clock.systemUTC().instant())
                .readIfThere(folder.resolve("none"))
                .settings();
        try (Store store = Store.open(settings.data())) {
            StoreWatch watch =
                    new StoreWatch(store, settings, Clock.systemUTC(), new StoreTold(settings.data(), folder));
            assertThat(watch.look()).isEmpty();
            Files.delete(settings.data().resolve(Store.FILE));
            StoreLine old = only(watch.look());
            watch.told(old);
            assertThat(watch.look()).isEmpty();

            Files.writeString(webhook, "https://hooks.slack.com/services/b");
            StoreLine line = only(watch.look());
            assertThat(line.channel())
                    .isEqualTo(settings.account("default").slack().channel().id())
                    .isNotEqualTo(old.channel());
            watch.told(old);
            watch.told(line);
            assertThat(watch.look()).isEmpty();
        }
    }

    private static StoreLine only(List<StoreLine> lines) {
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }
}
