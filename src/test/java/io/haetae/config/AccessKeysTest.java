package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Two accounts whose keys' files are replaced while the watch runs. */
class AccessKeysTest {

    private static final String A = "A".repeat(20);
    private static final String B = "B".repeat(20);

    private final Map<String, String> files = new HashMap<>(Map.of("prod", A, "dev", B));
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(AccessKeys.class);
    private long nanos = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos(); // it may begin anywhere, and overflow
    private final AccessKeys keys = new AccessKeys(() -> nanos);
    private final Secret prod = keys.follow("prod", new Secret(() -> files.get("prod")));
    private final Secret dev = keys.follow("dev", new Secret(() -> files.get("dev")));

    @BeforeEach
    void setUp() {
        log.start();
        logger.addAppender(log);
        used(1);
    }

    @AfterEach
    void nothingIsShown() {
        logger.detachAppender(log);
        assertThat(warnings().toString()).doesNotContain("AAAA", "BBBB");
    }

    private List<String> warnings() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** Both are, each minute. */
    private void used(int minutes) {
        for (int i = 0; i < minutes; i++) {
            nanos += Duration.ofMinutes(1).toNanos();
            assertThat(prod.reveal()).isEqualTo(files.get("prod"));
            assertThat(dev.reveal()).isEqualTo(files.get("dev"));
        }
    }

    @Test
    void aSwapIsNotWarnedOf() {
        files.put("prod", B);
        files.put("dev", A);
        used(60);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aSwapInTwoStepsIsNotWarnedOf() {
        files.put("prod", B);
        used(3);
        files.put("dev", A);
        used(60);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void twoThatHaveOneKeyAtRestAreWarnedOfOnce() {
        files.put("prod", B);
        used(5);
        assertThat(warnings()).isEmpty();
        used(60);
        assertThat(warnings()).singleElement().asString().startsWith("accounts prod, dev have one access key");
        files.put("dev", A);
        used(60);
        files.put("dev", B);
        used(60);
        assertThat(warnings()).as("once each time").hasSize(2);
    }

    @Test
    void oneThatIsNotUsedMayHaveAnotherKeyByNow() {
        files.put("prod", B);
        files.put("dev", A);
        for (int i = 0; i < 60; i++) {
            nanos += Duration.ofMinutes(1).toNanos();
            prod.reveal();
        }
        assertThat(warnings()).isEmpty();
        used(60);
        assertThat(warnings()).isEmpty();
    }

    @Test
    void aThirdIsWarnedOfToo() {
        files.put("prod", B);
        used(10);
        Secret test = keys.follow("test", new Secret(B));
        for (int i = 0; i < 10; i++) {
            used(1);
            test.reveal();
        }
        assertThat(warnings()).hasSize(2).last().asString().startsWith("accounts prod, dev, test have one access key");
    }
}
