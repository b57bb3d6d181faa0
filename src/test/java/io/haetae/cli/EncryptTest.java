package io.haetae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptTest {

    private static final Map<String, String> PASSWORD = Map.of("HAETAE_MASTER_PASSWORD", "correct horse");

    @TempDir
    Path folder;

    private final InputStream before = System.in;
    private Terminal terminal;

    @BeforeEach
    void setUp() {
        terminal = new Terminal(folder);
    }

    @AfterEach
    void restore() {
        System.setIn(before);
    }

    private int encrypt(Map<String, String> environment, String input) {
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        return terminal.run(environment, "encrypt");
    }

    @Test
    void printsWhatMayStandInTheProperties() {
        assertThat(encrypt(PASSWORD, "the-secret\nanother line\n")).isZero();
        assertThat(terminal.out).matches("ENC\\(\\S+\\)\n");
        assertThat(terminal.err).isEmpty();
    }

    @Test
    void withoutAMasterPasswordIsTwo() {
        assertThat(encrypt(Map.of(), "the-secret\n")).isEqualTo(2);
        assertThat(terminal.out).isEmpty();
        assertThat(terminal.err)
                .isEqualTo("haetae: configuration: HAETAE_MASTER_PASSWORD: is missing;"
                        + " set it, or HAETAE_MASTER_PASSWORD_FILE to a file that holds it alone\n");
    }

    @Test
    void withoutASecretIsTwo() {
        assertThat(encrypt(PASSWORD, "\n")).isEqualTo(2);
        assertThat(encrypt(PASSWORD, "")).isEqualTo(2);
        assertThat(terminal.out).isEmpty();
        assertThat(terminal.err).startsWith("haetae: there is no secret");
    }

    @Test
    void takesNoSecretAsAnArgument() {
        assertThat(terminal.run(PASSWORD, "encrypt", "the-secret")).isEqualTo(2);
    }
}
