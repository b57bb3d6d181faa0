package io.haetae.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.haetae.config.Secret;
import io.haetae.config.Settings;
import io.haetae.config.Text;
import io.haetae.config.WatchSettings;
import io.haetae.deliver.Backoff;
import io.haetae.deliver.SlackAnswer;
import io.haetae.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A post that takes so long that its line is due again before it has ended. */
class StoreTellingTest {

    private static final StoreException GONE = new StoreException(Text.of("store.GONE", "it"));

    private final StoreTelling telling = new StoreTelling("c", new StoreTexts(settings()), null);
    private long now = 1_000_000;

    private static Settings settings() {
        return new Settings(
                List.of(Watched.account("default", new Secret("k"), Watched.CHANNEL, null)),
                "0 * * * * ?",
                Duration.ofMinutes(5),
                Duration.ofMinutes(15),
                List.of(Duration.ofMinutes(15)),
                Duration.ofHours(24),
                Path.of("data"),
                Path.of("routes"),
                ZoneId.of("UTC"),
                new WatchSettings(Duration.ofMinutes(5), Duration.ofHours(24), Locale.ENGLISH));
    }

    /** After as long as a line that is under way is left alone. */
    private StoreLine due(StoreException failure) {
        now += StoreTelling.AGAIN;
        telling.look(failure, 1_000_000, now);
        return telling.due(now).orElse(null);
    }

    @Test
    void aBeginningThatWasToldTwiceIsNoEnd() {
        StoreLine slow = due(GONE);
        StoreLine again = due(GONE);
        assertThat(slow.text()).isEqualTo(again.text()).contains("has failed since");
        telling.told(again, now);
        StoreLine end = due(null);
        assertThat(end.text()).contains("is well again");
        telling.told(slow, now);
        assertThat(telling.stamp().open()).as("nobody was told the end").isTrue();
        StoreLine endAgain = due(null);
        assertThat(endAgain.text()).isEqualTo(end.text());
        telling.told(endAgain, now);
        assertThat(telling.stamp().open()).isFalse();
        telling.told(end, now);
        assertThat(due(null)).isNull();
    }

    @Test
    void anEndThatWasToldTwiceIsNoBeginning() {
        telling.told(due(GONE), now);
        StoreLine slow = due(null);
        telling.told(due(null), now);
        now += StoreTelling.APART;
        StoreLine next = due(GONE);
        assertThat(next.text()).contains("has failed since");
        telling.told(slow, now);
        assertThat(telling.stamp().open()).isFalse();
        assertThat(due(GONE).text()).isEqualTo(next.text());
    }

    @Test
    void aFailureThatComesLateHoldsNoOtherLine() {
        StoreLine slow = due(GONE);
        telling.told(due(GONE), now);
        telling.untold(slow, SlackAnswer.of(429, "rate_limited", "3600"), new Backoff(new Random(1)), now);
        assertThat(due(null).text()).contains("is well again");
    }
}
