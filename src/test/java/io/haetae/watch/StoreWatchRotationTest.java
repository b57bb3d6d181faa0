package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.Settings;
import io.haetae.config.SettingsReader;
import io.haetae.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhook is replaced while the store is broken: the new channel is told, the old one's answers count no more. */
class StoreWatchRotationTest {

    private static final String A = "https://hooks.slack.com/services/a";
    private static final String B = "https://hooks.slack.com/services/b";

    @TempDir
    Path folder;

    private Path webhook(String name) throws IOException {
        Path webhook = Files.createFile(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(webhook, A);
        return webhook;
    }

    private Settings settings(Map<String, String> environment) {
        return new SettingsReader(environment, folder, folder, Clock.systemUTC().instant())
                .readIfThere(folder.resolve("none"))
                .settings();
    }

    private StoreWatch watch(Store store, Settings settings) {
        return new StoreWatch(store, settings, Clock.systemUTC(), new Random(), new StoreTold(settings.data(), folder));
    }

    @Test
    void theNewChannelIsTold() throws Exception {
        Path webhook = webhook("webhook");
        Settings settings = settings(Map.of(
                "NCLOUD_ACCESS_KEY", "A".repeat(20), "NCLOUD_SECRET_KEY", "s", "WEBHOOK_URL_FILE", webhook.toString()));
        try (Store store = Store.open(settings.data())) {
            StoreWatch watch = watch(store, settings);
            assertThat(watch.look()).isEmpty();
            Files.delete(settings.data().resolve(Store.FILE));
            StoreLine old = only(watch.look());
            watch.told(old);
            assertThat(watch.look()).isEmpty();

            Files.writeString(webhook, B);
            StoreLine line = only(watch.look());
            assertThat(line.channel())
                    .isEqualTo(settings.account("default").slack().channel().id())
                    .isNotEqualTo(old.channel());
            watch.told(old);
            watch.told(line);
            assertThat(watch.look()).isEmpty();
        }
    }

    @Test
    void aChannelIsToldOfTheAccountsWhoseItIsByThen() throws Exception {
        Path dev = webhook("webhook-of-dev");
        Map<String, String> environment = new HashMap<>(Map.of("HAETAE_ACCOUNTS", "prod,dev"));
        environment.put("HAETAE_ACCOUNT_PROD_ACCESS_KEY", "A".repeat(20));
        environment.put("HAETAE_ACCOUNT_DEV_ACCESS_KEY", "B".repeat(20));
        environment.put("NCLOUD_SECRET_KEY", "s");
        environment.put("WEBHOOK_URL", A);
        environment.put("HAETAE_ACCOUNT_DEV_WEBHOOK_URL_FILE", dev.toString());
        Settings settings = settings(environment);
        try (Store store = Store.open(settings.data())) {
            StoreWatch watch = watch(store, settings);
            Path file = settings.data().resolve(Store.FILE);
            Files.move(file, folder.resolve("away"));
            StoreLine begin = only(watch.look());
            assertThat(begin.text()).startsWith("[Haetae] prod, dev: ");
            watch.told(begin);
            Files.writeString(dev, B);
            watch.told(only(watch.look()));
            Files.move(folder.resolve("away"), file);
            assertThat(watch.look())
                    .extracting(StoreLine::text)
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("[Haetae] prod: "),
                            line -> assertThat(line).startsWith("[Haetae] dev: "));
        }
    }

    private static StoreLine only(List<StoreLine> lines) {
        assertThat(lines).hasSize(1);
        return lines.get(0);
    }
}
