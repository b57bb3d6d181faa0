package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionTest {

    @Test
    void applicationPropertiesHasEachOnceWithItsDefaultAndNothingElse() throws IOException {
        List<String> options = Files.readAllLines(Path.of("application.properties")).stream()
                .filter(line -> line.matches("#?\\S+=.*"))
                .toList();
        List<String> expected = Arrays.stream(Option.values())
                .map(option -> "#" + option.property() + "=" + (option.secret() ? "" : option.defaultValue()))
                .toList();
        assertThat(options).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void itsNameInTheEnvironment() {
        assertThat(Option.POLL_CRON.environment()).containsExactly("HAETAE_POLL_CRON");
        assertThat(Option.WEBHOOK_URL.environment()).containsExactly("WEBHOOK_URL", "HAETAE_WEBHOOK_URL");
    }
}
