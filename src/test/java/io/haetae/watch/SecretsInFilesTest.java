package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.ChangingSecret;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.store.ChannelState;
import io.haetae.store.Channels;
import io.haetae.store.WriteLock;
import io.haetae.tracer.TracerFailure.Family;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A file on a mount that hangs must not be waited for with the store's write lock in hand. */
class SecretsInFilesTest extends WatchFixture {

    private int read;
    private int readUnderLock;

    private Secret inFile(String value) {
        return ChangingSecret.of(() -> {
            read++;
            readUnderLock += WriteLock.isTaken(folder) ? 1 : 0;
            return value;
        });
    }

    @Test
    void noneIsReadInAJudgement() {
        watched.key = inFile("EXAMPLEACCESSKEY1234");
        watched.channel = new Channel(inFile("https://hooks.slack.com/services/T/B/X"));
        watched.own = new Channel(inFile("https://hooks.slack.com/services/T/B/Y"));
        Channels channels = new Channels(watched.store);
        String id = watched.channel.id();
        watched.start();
        read = 0;
        long now = watched.clock.millis();
        watched.store.write(tx -> channels.save(tx, ChannelState.fresh(id).failed("SERVER", "500", now, now)));
        watched.fail(Family.CREDENTIALS);
        watched.tick();
        watched.pass(Duration.ofMinutes(6));
        watched.tick();
        watched.channel = new Channel(inFile("https://hooks.slack.com/services/T/B/Z"));
        watched.start();
        watched.tick();
        assertThat(watched.toldBriefly()).contains("credentials 0", "channel 0", "channel 1");
        assertThat(read).isPositive();
        assertThat(readUnderLock).isZero();
    }
}
