package io.haetae.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageTest {

    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    Path folder;

    Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("application.properties");
    }

    @Test
    void theEnvironmentElseTheFileElseKorean() throws IOException {
        assertThat(Language.early(NOTHING, file)).isEqualTo(Locale.KOREAN);
        assertThat(Language.early(Map.of("HAETAE_LANGUAGE", "en"), file)).isEqualTo(Locale.ENGLISH);
        Files.writeString(file, "haetae.language=en\n");
        assertThat(Language.early(NOTHING, file)).isEqualTo(Locale.ENGLISH);
        assertThat(Language.early(Map.of("HAETAE_LANGUAGE", " "), file)).isEqualTo(Locale.ENGLISH);
        assertThat(Language.early(Map.of("HAETAE_LANGUAGE", "ko"), file)).isEqualTo(Locale.KOREAN);
        assertThat(Language.early(Map.of("HAETAE_LANGUAGE", "fr"), file)).isEqualTo(Locale.KOREAN);
        Files.writeString(file, "haetae.language=english\n");
        assertThat(Language.early(NOTHING, file)).isEqualTo(Locale.KOREAN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "haetae.language=en",
                "  haetae.language : en  ",
                "haetae.language en",
                "haetae.language=ko\nhaetae.language=en",
                "\uFEFFhaetae.language=en"
            })
    void ofAFileThatIsBrokenElsewhere(String line) throws IOException {
        Files.writeString(file, line + "\nhaetae.data=\\u00\n");
        assertThat(Language.early(NOTHING, file)).isEqualTo(Locale.ENGLISH);
        Files.write(
                file, (line.replace("\uFEFF", "") + "\nhaetae.data=\u00E9\n").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Language.early(NOTHING, file)).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void ofABrokenFileThatDoesNotSay() throws IOException {
        Files.writeString(file, "#haetae.language=en\nhaetae.languages=en\nhaetae.data=\\u00\n");
        assertThat(Language.early(NOTHING, file)).isEqualTo(Locale.KOREAN);
        assertThat(Language.early(Map.of("HAETAE_LANGUAGE", "en"), file)).isEqualTo(Locale.ENGLISH);
        assertThat(Language.early(NOTHING, folder)).isEqualTo(Locale.KOREAN);
    }
}
