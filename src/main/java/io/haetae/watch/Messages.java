package io.haetae.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/** The words of one language. Not a {@code ResourceBundle}: that would fall back on the language of the machine. */
final class Messages {

    private final Properties words = new Properties();

    private Messages(String language) {
        String file = "messages_" + language + ".properties";
        try (InputStream stream = Messages.class.getResourceAsStream(file)) {
            words.load(new InputStreamReader(stream, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /** Korean, or else English. */
    static Messages in(Locale language) {
        return new Messages(language.getLanguage().equals(Locale.KOREAN.getLanguage()) ? "ko" : "en");
    }

    Set<String> keys() {
        return words.stringPropertyNames();
    }

    /** Throws {@code IllegalArgumentException} for a key that there isn't. */
    String of(String key, String... arguments) {
        String pattern = words.getProperty(key);
        if (pattern == null) {
            throw new IllegalArgumentException("there are no words for " + key);
        }
        return new MessageFormat(pattern, Locale.ROOT).format(arguments);
    }
}
