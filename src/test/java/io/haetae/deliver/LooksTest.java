package io.haetae.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.Account;
import io.haetae.config.ChangingSecret;
import io.haetae.config.Channel;
import io.haetae.config.Secret;
import io.haetae.config.SlackSettings;
import io.haetae.store.Alert;
import io.haetae.store.Severity;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A webhook that stands in a file ({@code …_FILE}) is looked at, by another thread, each time it is revealed. */
class LooksTest extends DeliveryFixture {

    private static final int ACCOUNTS = 50;
    /** An account's own look at which of its two channels is due. */
    private static final int DUE = 2;

    private final AtomicInteger looks = new AtomicInteger();

    @BeforeEach
    void configure() throws Exception {
        reconfigure(settings(IntStream.range(0, ACCOUNTS)
                .mapToObj(n -> new Account(
                        "account-" + n,
                        new Secret("key"),
                        new Secret("secret"),
                        URI.create("http://127.0.0.1:1"),
                        new SlackSettings(
                                webhook("/all-of-" + n), Map.of("critical", webhook("/critical-of-" + n)), Map.of()),
                        null))
                .toList()));
        looks.set(0);
    }

    private Channel webhook(String path) {
        return new Channel(ChangingSecret.of(() -> {
            looks.incrementAndGet();
            return slack.url(path);
        }));
    }

    private int looks(String account) {
        looks.set(0);
        deliver(account);
        return looks.get();
    }

    private void waits(String account) {
        add(new Alert(account, "root-login", "record", 0, Severity.LOW, "text", clock.millis(), Map.of()));
    }

    @Test
    void aTickLooksAtItsOwnChannelsWhileNothingWaits() {
        assertThat(looks("account-0")).isEqualTo(DUE);
    }

    @Test
    void whatWaitsForOthersCostsALookAtTheirChannelsAlone() {
        waits("account-7");
        assertThat(looks("account-0")).isEqualTo(DUE + DUE * 2);
        assertThat(slack.payloads).isEmpty();
    }

    @Test
    void aClaimLooksOnceAtEachWebhook() {
        waits("account-0");
        int post = 1;
        assertThat(looks("account-0")).isEqualTo(DUE + 2 * ACCOUNTS + post);
        assertThat(slack.texts("/all-of-0")).containsExactly("text");
    }
}
